package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The sample app asks for a fresh proof before a prescription is signed, by RFC 9470, and the form is still filled in afterwards (SU-2, SU-9). */
class PrescriptionTest {
    private static final URI BOARD = Ward.house().oidcApp().address();
    private static final By DRUG = By.id("drug");
    private static final By DOSE = By.id("dose");
    private static final By SIGN = By.id("sign");
    private static final By TIME = By.id("auth-time");
    /** As the house starts the app. */
    private static final Duration MAX_AGE = Duration.ofSeconds(45);

    @Test
    void a_prescription_is_signed_with_a_fresh_proof_only_and_the_form_is_kept() {
        DemoPerson physician = Ward.someone("physician");
        try (Screen screen = Screen.fresh()) {
            AtTheDoor door = new AtTheDoor(screen);
            screen.goes(BOARD);
            door.signsIn(physician, BOARD);
            Instant signedIn = Instant.parse(screen.reads(TIME));
            screen.presses(By.id("prescribe")).types(DRUG, "Oxycodone 5 mg").types(DOSE, "One tablet twice a day");
            List<String> breaches = Axe.breaches(screen, "axe-prescription");
            screen.until(
                    "the sign-in is no longer fresh",
                    d -> Clock.systemUTC()
                                    .instant()
                                    .isAfter(signedIn.plus(MAX_AGE).plusSeconds(1))
                            ? true
                            : null);
            assertThat(answerToAProgram(screen))
                    .as("a program is told in the header")
                    .startsWith("401 Bearer error=\"insufficient_user_authentication\"")
                    .contains("acr_values=\"mfa\"", "max_age=\"" + MAX_AGE.toSeconds() + "\"");
            screen.presses(SIGN).sees(AtTheDoor.PASSWORD);
            screen.submits(AtTheDoor.PASSWORD, physician.password());
            door.givesCode(Ward.freshCode(physician));
            screen.sees(By.id("again"));
            assertThat(screen.sees(DRUG).getDomProperty("value")).isEqualTo("Oxycodone 5 mg");
            assertThat(screen.sees(DOSE).getDomProperty("value")).isEqualTo("One tablet twice a day");
            screen.presses(SIGN).seesText("You proved who you are at");
            assertThat(Instant.parse(screen.reads(TIME))).isAfter(signedIn);
            assertThat(screen.reads(By.id("acr"))).isEqualTo("mfa");
            screen.picture("prescription-signed");
            assertThat(breaches).isEmpty();
        }
    }

    /** What a program with the person's session is answered; the page itself lets no script ask anything. */
    private static String answerToAProgram(Screen screen) {
        String csrf = screen.sees(By.cssSelector("form.sheet"))
                .findElement(By.name("_csrf"))
                .getDomProperty("value");
        HttpRequest request = HttpRequest.newBuilder(URI.create(BOARD + "/prescriptions/sign"))
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Cookie",
                        "WARD_BOARD="
                                + screen.driver()
                                        .manage()
                                        .getCookieNamed("WARD_BOARD")
                                        .getValue())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "drug=x&dose=y&_csrf=" + URLEncoder.encode(String.valueOf(csrf), StandardCharsets.UTF_8)))
                .build();
        try (HttpClient program = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = program.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " "
                    + answer.headers().firstValue("WWW-Authenticate").orElse("");
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
