package health.keyward.local.doctor;

import java.time.Duration;
import java.util.List;

/** Does the server's clock agree with this machine's? One-time codes and evidence both live by the clock. */
final class Clocks {
    private static final Duration MOST = Duration.ofSeconds(5);

    private Clocks() {}

    /** @param ahead how far the server's clock is ahead, negative when it is behind */
    static List<Finding> look(Duration ahead) {
        return ahead.abs().compareTo(MOST) > 0
                ? List.of(
                        new Finding.Wrong("The server's clock is " + ahead.abs().toSeconds() + " s "
                                + (ahead.isNegative() ? "behind" : "ahead of") + " this machine's."))
                : List.of();
    }
}
