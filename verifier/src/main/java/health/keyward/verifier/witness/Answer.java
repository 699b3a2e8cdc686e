package health.keyward.verifier.witness;

/** What a witness answers to {@code add-checkpoint}; C2SP tlog-witness names the statuses. */
sealed interface Answer {
    int status();

    default String body() {
        return "";
    }

    /** @param body cosignature lines */
    record Cosigned(@Override String body) implements Answer {
        @Override
        public int status() {
            return 200;
        }
    }

    /** The client thinks of another size; {@code size} is the one that was cosigned last. */
    record Conflict(long size) implements Answer {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String body() {
            return size + "\n";
        }
    }

    /** 400 malformed, 403 not signed by the log, 404 an unknown log, 422 the proof does not lead there. */
    record Refused(@Override int status, String why) implements Answer {
        @Override
        public String body() {
            return why + "\n";
        }
    }
}
