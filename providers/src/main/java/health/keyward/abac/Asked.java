package health.keyward.abac;

import org.jspecify.annotations.Nullable;

/**
 * How a question came about, as far as Keyward itself has seen it.
 *
 * @param client client id of the app the person uses, or of the confidential client that asks
 * @param session Keycloak's id of the person's session; null when there is none yet or none is known
 * @param address of the person's device; null when the asker is a server
 */
public record Asked(
        Point point,
        @Nullable String client,
        @Nullable String session,
        @Nullable String address,
        @Nullable String userAgent) {}
