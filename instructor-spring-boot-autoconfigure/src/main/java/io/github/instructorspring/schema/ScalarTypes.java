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
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * The JSON form of the Java types that Jackson reads from one JSON scalar.
 */
final class ScalarTypes {

	private static final String TIME = "\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?";

	private static final Map<Class<?>, Scalar> SCALARS = scalars();

	private ScalarTypes() {
	}

	static @Nullable ObjectNode schemaOf(Class<?> type) {
		Scalar scalar = SCALARS.get(type);
		return (scalar != null) ? scalar.toSchema() : null;
	}

	/**
	 * What a deserializer says of itself, for types that are not listed here.
	 */
	static @Nullable ObjectNode schemaOf(ValueDeserializer<?> deserializer) {
		if (deserializer instanceof BeanDeserializerBase bean) {
			return schemaOf(bean.getValueInstantiator());
		}
		LogicalType type = deserializer.logicalType();
		if (type == LogicalType.Textual || type == LogicalType.DateTime
				|| deserializer instanceof FromStringDeserializer) {
			return scalar("string");
		}
		if (type == LogicalType.Integer) {
			return scalar("integer");
		}
		if (type == LogicalType.Float) {
			return scalar("number");
		}
		return (type == LogicalType.Boolean) ? scalar("boolean") : null;
	}

	/**
	 * A class that is only created from one scalar takes its form.
	 */
	private static @Nullable ObjectNode schemaOf(ValueInstantiator instantiator) {
		if (instantiator.canCreateUsingDefault() || instantiator.canCreateFromObjectWith()
				|| instantiator.canCreateUsingDelegate() || instantiator.canCreateUsingArrayDelegate()) {
			return null;
		}
		if (instantiator.canCreateFromString()) {
			return scalar("string");
		}
		if (instantiator.canCreateFromDouble() || instantiator.canCreateFromBigDecimal()) {
			return scalar("number");
		}
		if (instantiator.canCreateFromInt() || instantiator.canCreateFromLong()
				|| instantiator.canCreateFromBigInteger()) {
			return scalar("integer");
		}
		return (instantiator.canCreateFromBoolean()) ? scalar("boolean") : null;
	}

	private static Map<Class<?>, Scalar> scalars() {
		Map<Class<?>, Scalar> scalars = new HashMap<>();
		register(scalars, "string", null, String.class, CharSequence.class, ZoneId.class, Locale.class, Currency.class,
				Pattern.class, Path.class, File.class, Period.class);
		register(scalars, "string", "uuid", UUID.class);
		register(scalars, "string", "uri", URI.class, URL.class);
		register(scalars, "string", "date", LocalDate.class);
		register(scalars, "string", "date-time", OffsetDateTime.class, ZonedDateTime.class, Instant.class, Date.class,
				Calendar.class);
		// Not "time" and "date-time": RFC 3339 demands the offset that these cannot have.
		scalars.put(LocalTime.class, new Scalar("string", null, "^" + TIME + "$"));
		// Nor "time": RFC 3339 demands the seconds, which Java leaves out when they are
		// 0.
		scalars.put(OffsetTime.class, new Scalar("string", null, "^" + TIME + "(Z|[+-]\\d{2}:\\d{2})$"));
		scalars.put(LocalDateTime.class, new Scalar("string", null, "^\\d{4}-\\d{2}-\\d{2}T" + TIME + "$"));
		scalars.put(YearMonth.class, new Scalar("string", null, "^\\d{4}-\\d{2}$"));
		scalars.put(MonthDay.class, new Scalar("string", null, "^--\\d{2}-\\d{2}$"));
		scalars.put(char.class, new Scalar("string", null, "^[\\s\\S]$"));
		scalars.put(Character.class, new Scalar("string", null, "^[\\s\\S]$"));
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
			scalars.put(candidate, new Scalar(type, format, null));
		}
	}

	private static ObjectNode scalar(String type) {
		return new Scalar(type, null, null).toSchema();
	}

	private record Scalar(String type, @Nullable String format, @Nullable String pattern) {

		ObjectNode toSchema() {
			ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", this.type);
			if (this.format != null) {
				schema.put("format", this.format);
			}
			if (this.pattern != null) {
				schema.put("pattern", this.pattern);
			}
			return schema;
		}

	}

}
