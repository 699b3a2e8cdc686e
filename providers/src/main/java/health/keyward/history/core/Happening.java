package health.keyward.history.core;

import health.keyward.history.PersonDecisions;

/** One line of a person's timeline. */
public sealed interface Happening {
    Cursor place();

    record Tried(Attempt attempt) implements Happening {
        @Override
        public Cursor place() {
            return attempt.place();
        }
    }

    record Ruled(PersonDecisions.Decided decided) implements Happening {
        @Override
        public Cursor place() {
            return new Cursor(decided.place().at(), decided.place().seq());
        }
    }

    record Changed(Alteration alteration) implements Happening {
        @Override
        public Cursor place() {
            return alteration.place();
        }
    }
}
