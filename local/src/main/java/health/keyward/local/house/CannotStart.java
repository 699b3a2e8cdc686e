package health.keyward.local.house;

import java.io.Serial;

/** Why the house, or a part of it, does not stand: one line for a person, naming what to do where that is known. */
public final class CannotStart extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public CannotStart(String line) {
        super(line);
    }

    public CannotStart(String line, Throwable cause) {
        super(line, cause);
    }
}
