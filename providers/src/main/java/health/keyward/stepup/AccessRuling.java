package health.keyward.stepup;

import health.keyward.kernel.RealmId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a person may open an app at all, asked by the gate of a sign-in and before a token leaves. The room that decides answers; in a house without
 * one the step-up map alone speaks.
 */
public interface AccessRuling {
    /** Records what it says. Never throws: what cannot be decided is refused, or allowed where the realm is only watching. */
    Ruling on(Entry entry);

    /** Where somebody stands. */
    enum Moment {
        /** At a page, with a browser. */
        SIGN_IN,
        /** A sign-in is exchanged for tokens; asked only where no gate has asked just now. */
        CODE,
        PASSWORD,
        REFRESH,
        EXCHANGE,
        /** A service account fetches a token for itself: nobody is there who could show anything more. */
        SERVICE
    }

    /**
     * Somebody at the door of an app.
     *
     * @param person Keycloak's id, of a service account at {@link Moment#SERVICE}
     * @param client id of the app as it calls itself
     * @param session Keycloak's id of the session; null when there is none yet
     * @param scopes as they were asked for
     * @param achieved so far
     * @param map what the step-up map asks for
     */
    record Entry(
            RealmId realm,
            Moment moment,
            String person,
            String client,
            @Nullable String session,
            @Nullable String address,
            @Nullable String userAgent,
            Set<String> scopes,
            Achieved achieved,
            Need map) {
        public Entry {
            scopes = Set.copyOf(scopes);
        }
    }

    /** What is said of it. */
    sealed interface Ruling {
        /**
         * @param need what must be shown, beside what the step-up map asks for
         * @param degraded whether it was said while the engine that decides could not be asked; what is given on it is marked so (BG-19)
         */
        record Allowed(Need need, boolean degraded) implements Ruling {
            public Allowed(Need need) {
                this(need, false);
            }
        }

        /**
         * @param decision its id, 32 hex digits; null when it could not be recorded
         * @param causes the first one is the nearest
         * @param breakGlass whether emergency access would change it
         */
        record Refused(@Nullable String decision, List<Cause> causes, boolean breakGlass) implements Ruling {
            public Refused {
                causes = List.copyOf(causes);
            }

            /** For events: the codes, separated by commas. */
            public String codes() {
                return String.join(", ", causes.stream().map(Cause::code).toList());
            }
        }
    }

    /**
     * Why.
     *
     * @param code for example {@code app.role_not_listed}
     * @param texts what a person is told, by language ({@code en}, {@code es}); empty where the policy has no words for it
     */
    record Cause(String code, Map<String, String> texts) {
        public Cause {
            texts = Map.copyOf(texts);
        }
    }
}
