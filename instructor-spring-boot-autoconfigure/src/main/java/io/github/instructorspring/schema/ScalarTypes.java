package io.github.instructorspring.schema;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON form of the Java types that Jackson reads from one JSON scalar.
 */
final class ScalarTypes {

	private static final Map<Class<?>, Scalar> SCALARS = scalars();

	private ScalarTypes() {
	}

	static @Nullable ObjectNode schemaOf(Class<?> type) {
		Scalar scalar = SCALARS.get(type);
		return (scalar != null) ? scalar.toSchema() : null;
	}

	private static Map<Class<?>, Scalar> scalars() {
		Map<Class<?>, Scalar> scalars = new HashMap<>();
		register(scalars, "string", null, String.class, CharSequence.class, char.class, Character.class,
				YearMonth.class, MonthDay.class, ZoneId.class, Locale.class, Currency.class, Pattern.class, Path.class,
				File.class, Period.class);
		register(scalars, "string", "uuid", UUID.class);
		register(scalars, "string", "uri", URI.class, URL.class);
		register(scalars, "string", "date", LocalDate.class);
		register(scalars, "string", "time", LocalTime.class, OffsetTime.class);
		register(scalars, "string", "date-time", OffsetDateTime.class, ZonedDateTime.class, Instant.class, Date.class,
				Calendar.class);
		// Not "date-time": RFC 3339 demands the offset that a LocalDateTime cannot have.
		register(scalars, "string", null, LocalDateTime.class);
		register(scalars, "string", "duration", Duration.class);
		register(scalars, "integer", null, byte.class, Byte.class, short.class, Short.class, int.class, Integer.class,
				long.class, Long.class, BigInteger.class, Year.class, OptionalInt.class, OptionalLong.class);
		register(scalars, "number", null, float.class, Float.class, double.class, Double.class, BigDecimal.class,
				Number.class, OptionalDouble.class);
		register(scalars, "boolean", null, boolean.class, Boolean.class);
		return scalars;
	}

	private static void register(Map<Class<?>, Scalar> scalars, String type, @Nullable String format,
			Class<?>... classes) {
		for (Class<?> candidate : classes) {
			scalars.put(candidate, new Scalar(type, format));
		}
	}

	private record Scalar(String type, @Nullable String format) {

		ObjectNode toSchema() {
			ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", this.type);
			if (this.format != null) {
				schema.put("format", this.format);
			}
			return schema;
		}

	}

}
