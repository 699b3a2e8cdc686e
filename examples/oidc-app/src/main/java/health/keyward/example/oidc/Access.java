package health.keyward.example.oidc;

import java.util.List;

/** What the hospital's decision point said. Sealed, so that nobody forgets what is no permit. */
sealed interface Access {
    record Permitted() implements Access {}

    /**
     * @param acrValues level to sign in at
     * @param maxAge seconds since the proof at most; negative when any age will do
     */
    record StepUp(String acrValues, long maxAge) implements Access {}

    /**
     * @param why sentences for the person
     * @param breakGlass whether emergency access would help
     * @param decision id of the decision, for the service desk; empty when it has none
     */
    record Refused(List<String> why, boolean breakGlass, String decision) implements Access {
        public Refused {
            why = List.copyOf(why);
        }
    }

    /** Nobody answered as agreed, so nothing is opened. */
    record Unanswered() implements Access {}
}
