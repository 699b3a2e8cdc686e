package health.keyward.local.check;

import java.io.Serial;

/** What was expected and what was seen instead, in one line. */
final class CheckFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    CheckFailed(String line) {
        super(line);
    }
}
