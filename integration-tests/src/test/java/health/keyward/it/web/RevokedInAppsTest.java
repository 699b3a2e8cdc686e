package health.keyward.it.web;

import health.keyward.it.ReviewRound;
import health.keyward.it.Staff;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What a review takes away ends the sessions that the sample apps keep themselves, OpenID Connect and SAML alike (AR-14). */
class RevokedInAppsTest {
    private static final URI BOARD = Ward.house().oidcApp().address();
    private static final URI PHARMACY = Ward.house().samlApp().address();

    @Test
    void who_loses_a_role_in_a_review_is_signed_out_of_both_apps() {
        String role = ReviewRound.role("it-in-apps");
        DemoPerson nurse = Staff.hire("in-apps", "nurse", role);
        ReviewRound round = ReviewRound.about(role);
        try (Screen screen = Screen.fresh()) {
            screen.goes(BOARD);
            new AtTheDoor(screen).signsIn(nurse, BOARD);
            screen.goes(PHARMACY).arrives(PHARMACY).seesText("You are signed in");
            screen.goes(PHARMACY).arrives(PHARMACY).seesText("You are signed in");

            round.takesItFrom(nurse);

            asksForASignIn(screen, PHARMACY);
            asksForASignIn(screen, BOARD);
        }
    }

    /** The letters are on their way when the right has gone. */
    private static void asksForASignIn(Screen screen, URI app) {
        screen.until("a password is asked for", d -> {
            screen.goes(app);
            return screen.shows(AtTheDoor.PASSWORD) ? true : null;
        });
    }
}
