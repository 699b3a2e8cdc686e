package health.keyward.local.doctor;

/** One thing the doctor says. */
sealed interface Finding {
    String text();

    /** Against a rule; the command ends with 1. */
    record Wrong(String text) implements Finding {}

    /** The server or the realm does not answer, so nothing else can be looked at; the command ends with 1. */
    record NoAnswer(String text) implements Finding {}

    /** Worth knowing, or something the doctor could not look at. */
    record Note(String text) implements Finding {}
}
