package health.keyward.review.core;

/** What came of asking for something. */
public sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal why) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Refusal why) {
        return new Refused<>(why);
    }

    static <T> Outcome<T> refused(AnswerRules.Refusal why) {
        return new Refused<>(Refusal.of(why));
    }
}
