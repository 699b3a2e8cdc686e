package health.keyward.breakglass.keycloak;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something of Keycloak's that answers only what it is asked in a test. */
final class Answering {
    private Answering() {}

    /** Gives each method the answer of its name, and something that answers likewise where there is none. */
    static <T> T of(Class<T> type, Map<String, ? extends Function<Object[], @Nullable Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                Answering.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Function<Object[], @Nullable Object> answer = answers.get(method.getName());
                    if (answer != null) {
                        return answer.apply(arguments == null ? new Object[0] : arguments);
                    }
                    Class<?> wanted = method.getReturnType();
                    if (wanted == boolean.class) {
                        return false;
                    }
                    if (wanted == int.class) {
                        return 0;
                    }
                    if (wanted == Stream.class) {
                        return Stream.empty();
                    }
                    return wanted.isInterface() ? of(wanted, Map.of()) : null;
                }));
    }
}
