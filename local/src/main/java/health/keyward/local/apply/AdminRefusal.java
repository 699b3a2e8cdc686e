package health.keyward.local.apply;

import java.io.Serial;

/** The server refused an admin call, or could not be reached (status 0). The message holds no secret. */
public final class AdminRefusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    public AdminRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
