package health.keyward.stepup;

/** The sign-in that Keycloak has in hand, for an action of another room that follows it. */
public interface SignInUnderWay {
    /** Asks the policy once more whether the person may enter the app, with what has been shown and given since. Records the answer as any other. */
    boolean mayEnter();
}
