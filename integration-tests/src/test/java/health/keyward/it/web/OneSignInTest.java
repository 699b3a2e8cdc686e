package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.Method;
import health.keyward.contract.history.Outcome;
import health.keyward.contract.history.SignInRow;
import health.keyward.it.History;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** One sign-in opens both apps, one sign-out ends both, whichever comes first (SD-3). */
class OneSignInTest {
    private static final By LOGOUT = By.id("logout");
    private static final By USERNAME = By.id("username");
    private static final By LEVEL = By.id("acr");
    private static final By FACTORS = By.id("amr");
    private static final By TIME = By.id("auth-time");
    private static final URI BOARD = Ward.house().oidcApp().address();
    private static final URI PHARMACY = Ward.house().samlApp().address();

    private static Screen screen;

    @BeforeAll
    static void open() {
        screen = Screen.fresh();
    }

    @BeforeEach
    void asAStranger() {
        screen.forgets();
    }

    @AfterAll
    static void close() {
        screen.close();
    }

    @Test
    void a_sign_in_at_the_oidc_app_opens_the_saml_app_and_its_sign_out_closes_both() {
        DemoPerson physician = Ward.someone("physician");
        screen.goes(BOARD).picture("sign-in-password");
        new AtTheDoor(screen).givesPassword(physician.username(), physician.password());
        screen.sees(AtTheDoor.CODE);
        screen.picture("sign-in-code");
        new AtTheDoor(screen).givesCode(Ward.freshCode(physician));
        theBoardShows(physician);
        screen.picture("ward-board");

        screen.goes(PHARMACY);
        thePharmacyShows(physician);
        screen.picture("pharmacy");

        screen.goes(BOARD).presses(LOGOUT).seesText("You are signed out").picture("ward-board-signed-out");
        asksForASignIn(PHARMACY);
        asksForASignIn(BOARD);
        SignInRow out = History.eventually("person=" + physician.username(), r -> r.kind() == EventKind.SIGN_OUT);
        assertThat(out.outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void a_sign_in_at_the_saml_app_opens_the_oidc_app_and_its_sign_out_closes_both() {
        DemoPerson pharmacist = Ward.someone("pharmacist");
        screen.goes(PHARMACY);
        new AtTheDoor(screen).signsIn(pharmacist, PHARMACY);
        thePharmacyShows(pharmacist);

        screen.goes(BOARD);
        theBoardShows(pharmacist);

        screen.goes(PHARMACY).presses(LOGOUT).seesText("You are signed out").picture("pharmacy-signed-out");
        asksForASignIn(BOARD);
        asksForASignIn(PHARMACY);
    }

    @Test
    void the_second_app_is_in_the_history_as_a_session_that_was_open() {
        DemoPerson therapist = Ward.someone("therapist");
        screen.goes(BOARD);
        new AtTheDoor(screen).signsIn(therapist, BOARD);
        screen.goes(PHARMACY);
        thePharmacyShows(therapist);
        String person = "person=" + therapist.username();
        SignInRow board = History.eventually(person, r -> signedIn(r, "ward-board"));
        SignInRow pharmacy = History.eventually(person, r -> signedIn(r, "pharmacy"));
        assertThat(board.method()).isEqualTo(Method.PASSWORD_OTP);
        assertThat(pharmacy.method()).isEqualTo(Method.SSO);
        assertThat(pharmacy.sessionId()).isEqualTo(board.sessionId());
    }

    private static boolean signedIn(SignInRow row, String app) {
        return row.kind() == EventKind.SIGN_IN && row.outcome() == Outcome.SUCCESS && app.equals(row.app());
    }

    private static void theBoardShows(DemoPerson person) {
        screen.arrives(BOARD).seesText("You are signed in");
        assertThat(screen.reads(USERNAME)).isEqualTo(person.username());
        assertThat(screen.reads(LEVEL)).isEqualTo("mfa");
        assertThat(screen.reads(FACTORS)).contains("pwd", "otp");
        justNow(screen.reads(TIME));
        assertThat(screen.text()).contains("preferred_username", person.displayName(), "sid", "department");
    }

    private static void thePharmacyShows(DemoPerson person) {
        screen.arrives(PHARMACY).seesText("You are signed in");
        assertThat(screen.reads(USERNAME)).isEqualTo(person.username());
        assertThat(screen.reads(LEVEL)).isEqualTo("https://refeds.org/profile/mfa");
        assertThat(screen.reads(FACTORS)).contains("pwd", "otp");
        justNow(screen.reads(TIME));
        assertThat(screen.reads(By.cssSelector("table tbody"))).isNotBlank();
    }

    private static void justNow(String instant) {
        assertThat(Duration.between(Instant.parse(instant), Instant.now()))
                .isBetween(Duration.ofSeconds(-5), Duration.ofMinutes(5));
    }

    private static void asksForASignIn(URI app) {
        screen.goes(app).sees(AtTheDoor.PASSWORD);
        assertThat(screen.address().toString()).startsWith(Ward.house().issuer().toString());
    }
}
