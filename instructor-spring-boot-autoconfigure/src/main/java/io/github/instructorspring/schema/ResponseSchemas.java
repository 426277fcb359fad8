package io.github.instructorspring.schema;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schemas of an application, each computed once per type and set of validation groups
 * and then shared. Safe for concurrent use; a first use computes on the calling thread.
 *
 * @since 0.1
 */
public final class ResponseSchemas {

	private final JsonMapper mapper;

	private final BeanConstraints constraints;

	private final Function<Annotated, List<String>> demands;

	private final ConcurrentMap<Key, ResponseSchema> schemas = new ConcurrentHashMap<>();

	/**
	 * Create an empty cache of schemas.
	 * @param mapper the mapper that binds the answers, see {@link ResponseJsonMapper}
	 * @param validator where constraints are read from, or {@code null} for schemas
	 * without constraints
	 */
	public ResponseSchemas(JsonMapper mapper, @Nullable Validator validator) {
		this(mapper, validator, (element) -> List.of());
	}

	/**
	 * Create an empty cache of schemas that say more than constraints can.
	 * @param mapper the mapper that binds the answers, see {@link ResponseJsonMapper}
	 * @param validator where constraints are read from, or {@code null} for schemas
	 * without constraints
	 * @param demands what is demanded of a type or property beside its constraints, in
	 * words that are put into its description
	 */
	public ResponseSchemas(JsonMapper mapper, @Nullable Validator validator,
			Function<Annotated, List<String>> demands) {
		this.mapper = mapper;
		this.constraints = new BeanConstraints(validator);
		this.demands = demands;
	}

	/**
	 * The schema of one value.
	 * @param type any Java type, generic ones included
	 * @param groups the validation groups whose constraints are written; empty for the
	 * default group
	 * @return the schema; see {@link ResponseSchema#problems()} before it is used
	 */
	public ResponseSchema of(Type type, Set<Class<?>> groups) {
		return this.schemas.computeIfAbsent(new Key(this.mapper.constructType(type), Set.copyOf(groups)), this::create);
	}

	/**
	 * The schema of a list of values.
	 * @param elementType the type of the elements
	 * @param groups as in {@link #of(Type, Set)}
	 * @return the schema
	 */
	public ResponseSchema listOf(Type elementType, Set<Class<?>> groups) {
		JavaType element = this.mapper.constructType(elementType);
		JavaType list = this.mapper.getTypeFactory().constructCollectionType(List.class, element);
		return this.schemas.computeIfAbsent(new Key(list, Set.copyOf(groups)), this::create);
	}

	/**
	 * The schemas that were computed so far.
	 * @return the schemas, in no order
	 */
	public List<ResponseSchema> known() {
		return List.copyOf(this.schemas.values());
	}

	private ResponseSchema create(Key key) {
		return new SchemaGenerator(this.mapper, this.constraints, this.demands, key.groups()).generate(key.type());
	}

	private record Key(JavaType type, Set<Class<?>> groups) {
	}

}
