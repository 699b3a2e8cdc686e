package health.keyward.stepup.keycloak;

import java.time.Duration;
import org.keycloak.Config;

/** Option {@code enrolment-minutes} of the room: how long an enrolment link lives, 5 to 15 minutes, usually 15. */
record EnrolmentOptions(Duration life) {
    static final int LEAST = 5;
    static final int MOST = 15;

    static EnrolmentOptions read(Config.Scope config) {
        int minutes = config.getInt("enrolment-minutes", MOST);
        if (minutes < LEAST || minutes > MOST) {
            throw new IllegalArgumentException("--spi-keyward-room--stepup--enrolment-minutes is " + minutes
                    + "; it may be " + LEAST + " to " + MOST + ".");
        }
        return new EnrolmentOptions(Duration.ofMinutes(minutes));
    }
}
