package health.keyward.local.apply;

import java.io.Console;

/** The person at the terminal. */
public interface Prompt {
    String line(String question);

    /** As {@link #line}, but without echo. */
    String secret(String question);

    /** As {@link #line}; empty text where nobody can be asked. */
    String optional(String question);

    /** The terminal of this process; where there is none or its input has ended, each question fails and says which variable to set instead. */
    static Prompt terminal() {
        Console console = System.console();
        return console == null ? new Nobody() : new Terminal(console);
    }

    /** No terminal: say what to do. */
    record Nobody() implements Prompt {
        @Override
        public String line(String question) {
            throw new IllegalArgumentException(
                    question + " is not known: nobody can be asked here, so set the environment"
                            + " (KEYWARD_ADMIN_CLIENT_ID and KEYWARD_ADMIN_CLIENT_SECRET) or give --credentials FILE");
        }

        @Override
        public String secret(String question) {
            return line(question);
        }

        @Override
        public String optional(String question) {
            return "";
        }
    }

    /** A terminal. */
    record Terminal(Console console) implements Prompt {
        @Override
        public String line(String question) {
            String answer = console.readLine("%s: ", question);
            return answer == null ? new Nobody().line(question) : answer.trim();
        }

        @Override
        public String secret(String question) {
            char[] answer = console.readPassword("%s: ", question);
            return answer == null ? new Nobody().line(question) : new String(answer);
        }

        @Override
        public String optional(String question) {
            String answer = console.readLine("%s: ", question);
            return answer == null ? "" : answer.trim();
        }
    }
}
