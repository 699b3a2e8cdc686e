package health.keyward.history.core;

/** One line of a person's timeline. */
public sealed interface Happening {
    Cursor place();

    record Tried(Attempt attempt) implements Happening {
        @Override
        public Cursor place() {
            return attempt.place();
        }
    }

    record Changed(Alteration alteration) implements Happening {
        @Override
        public Cursor place() {
            return alteration.place();
        }
    }
}
