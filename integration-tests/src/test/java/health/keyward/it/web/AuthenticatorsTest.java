package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.contract.history.Cause;
import health.keyward.contract.history.ChangeRow;
import health.keyward.contract.history.SignInDetail;
import health.keyward.contract.history.SignInRow;
import health.keyward.contract.notice.NoticePage;
import health.keyward.contract.stepup.MetadataCondition;
import health.keyward.contract.stepup.MetadataSource;
import health.keyward.contract.stepup.MetadataState;
import health.keyward.contract.stepup.ModelDetail;
import health.keyward.contract.stepup.ModelPage;
import health.keyward.contract.stepup.ModelUse;
import health.keyward.it.Fido;
import health.keyward.it.History;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

/**
 * Keys of one model, from the first enrolment to its revocation: what metadata, attestation and decision make of them (SU-5, SU-8). Metadata are those
 * of the whole house, so that the last ones these tests leave are good; and they come after the tests that see keys of which nothing is proven.
 */
@Tag("alone")
@Order(Integer.MAX_VALUE - 3)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuthenticatorsTest {
    /** Chromium's virtual authenticator. */
    private static final String MODEL = "01020304-0506-0708-0102-030405060708";

    private static final URI BOARD = Ward.house().oidcApp().address();

    /** What a page may send when something is enrolled: no field could carry a sample or a template. */
    private static final Set<String> SENT = Set.of(
            "clientDataJSON",
            "attestationObject",
            "publicKeyCredentialId",
            "authenticatorLabel",
            "authenticatorAttachment",
            "transports",
            "error",
            "logout-sessions");

    @TempDir
    private Path folder;

    private static byte[] attestation = new byte[0];
    private static Screen screen;
    private static DemoPerson enrolled = Ward.keeper();

    @BeforeAll
    static void open() {
        screen = withDevice();
        Keys.waitForTheButton(screen);
        screen.goes(URI.create(BOARD + "/signed-out")).seesText("You are signed out");
        attestation = batchCertificate();
    }

    @AfterAll
    static void close() {
        screen.close();
        assertThat(uploads(Fido.blob(90, "2040-01-01", MODEL, attestation, "FIDO_CERTIFIED_L2"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @Order(0)
    void a_file_that_is_put_there_is_taken_in() throws Exception {
        Files.writeString(Fido.file(), Fido.blob(5, "2040-01-01", MODEL, attestation, "FIDO_CERTIFIED_L2"));
        recorded("number 5 taken in by FILE");
        MetadataState state = History.read("stepup/metadata", MetadataState.class);
        assertThat(state.number()).isEqualTo(5);
        assertThat(state.source()).isEqualTo(MetadataSource.FILE);
        assertThat(state.loadedBy()).isNull();
    }

    @Test
    @Order(1)
    void metadata_are_taken_in_when_they_are_genuine_and_newer() {
        String good = Fido.blob(10, "2040-01-01", MODEL, attestation, "FIDO_CERTIFIED_L2");
        assertThat(uploads(good).statusCode()).isEqualTo(200);
        HttpResponse<String> forged = uploads(good.substring(0, good.length() - 8) + "AAAAAAAA");
        assertThat(forged.statusCode()).isEqualTo(409);
        assertThat(forged.body()).contains("metadata-refused");
        assertThat(uploads(Fido.blob(9, "2040-01-01", MODEL, attestation)).body())
                .contains("is not newer");
        MetadataState state = History.read("stepup/metadata", MetadataState.class);
        assertThat(state.condition()).isEqualTo(MetadataCondition.GOOD);
        assertThat(state.number()).isEqualTo(10);
        assertThat(state.tries())
                .anyMatch(last -> !last.taken() && last.detail().contains("is not newer"));
        recorded("taken in by UPLOAD");
        recorded("refused by UPLOAD");
    }

    @Test
    @Order(2)
    void an_enrolled_key_proves_its_model_which_is_then_accepted_and_recorded() throws Exception {
        long before = model().row().proven();
        enrols();
        ModelDetail seen = model();
        assertThat(seen.row().proven()).isEqualTo(before + 1);
        assertThat(seen.row().name()).isEqualTo("Key of the tests");
        assertThat(seen.row().upTo()).isEqualTo("phr");
        assertThat(seen.provesBiometric()).isEqualTo("fpt");
        assertThat(seen.againstHardware()).isNull();

        HttpResponse<String> accepted = decides(Map.of(
                "act",
                "ACCEPTED",
                "upTo",
                "phrh",
                "biometric",
                true,
                "testRecord",
                "FMR 0.0002, laboratory 17",
                "reason",
                "for prescribing"));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
        ModelDetail now = model();
        assertThat(now.row().use()).isEqualTo(ModelUse.ACCEPTED);
        assertThat(now.row().upTo()).isEqualTo("phrh");
        assertThat(now.row().biometric()).isEqualTo("fpt");
        assertThat(now.decisions().getFirst().reason()).isEqualTo("for prescribing");
        ChangeRow row = History.eventuallyChange(
                "", change -> String.valueOf(change.target()).equals("stepup/models/" + MODEL));
        assertThat(row.actor()).isEqualTo(Ward.keeper().username());
        ModelPage page = History.read("stepup/models?show=ACCEPTED&search=key+of", ModelPage.class);
        assertThat(page.rows()).extracting(one -> one.model()).containsExactly(MODEL);
        assertThat(page.glance().hardwareBound()).isPositive();
    }

    @Test
    @Order(3)
    void an_accepted_key_reaches_the_highest_level_and_apps_are_told_of_the_finger() {
        StepUpApp app = StepUpApp.made();
        screen.forgets().goes(app.asksFor("phrh"));
        new AtTheDoor(screen).givesPassword(enrolled.username(), enrolled.password());
        screen.presses(AtTheDoor.PASSKEY);
        StepUpApp.Told told = app.told(screen);
        assertThat(told.acr()).isEqualTo("phrh");
        assertThat(told.amr()).contains("hwk", "fpt", "user", "mfa");
    }

    @Test
    @Order(3)
    void outdated_metadata_serve_and_say_so() {
        assertThat(uploads(Fido.blob(11, "2020-01-01", MODEL, attestation, "FIDO_CERTIFIED_L2"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(History.read("stepup/metadata", MetadataState.class).condition())
                .isEqualTo(MetadataCondition.OUTDATED);
        assertThat(model().row().upTo()).isEqualTo("phrh");
    }

    @Test
    @Order(4)
    void a_revoked_model_is_refused_whatever_was_decided_and_not_enrolled_any_more() {
        assertThat(uploads(Fido.blob(12, "2040-01-01", MODEL, attestation, "FIDO_CERTIFIED_L2", "REVOKED"))
                        .statusCode())
                .isEqualTo(200);
        ModelDetail revoked = model();
        assertThat(revoked.row().use()).isEqualTo(ModelUse.COMPROMISED);
        assertThat(revoked.row().status()).isEqualTo("REVOKED");
        assertThat(revoked.row().upTo()).isEqualTo("pwd");
        assertThat(decides(Map.of("act", "ACCEPTED", "upTo", "phr", "reason", "against better knowledge"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(History.read("notice/messages", NoticePage.class).rows())
                .as("administrators are told")
                .anyMatch(notice -> notice.topic().equals("fido-model-refused"));
        screen.until("the mail is there", d -> mailed("no longer to be trusted") ? true : null);
        StepUpApp app = StepUpApp.made();
        screen.forgets().goes(app.asksFor("phr"));
        new AtTheDoor(screen).givesPassword(enrolled.username(), enrolled.password());
        screen.sees(By.id("keyward-help-page"));
        SignInRow denied =
                History.eventually("person=" + enrolled.username(), row -> row.cause() == Cause.LEVEL_NOT_REACHED);
        assertThat(denied.app()).isEqualTo(app.id());
        Instant atTheForm = Instant.now();
        screen.forgets().goes(app.asksForNothing()).presses(AtTheDoor.PASSKEY);
        screen.seesText("no longer accepted").picture("authenticators-refused-at-the-form");
        assertThat(app.isReached(screen)).isFalse();
        SignInRow refused = History.eventually(
                "person=" + enrolled.username() + "&from=" + atTheForm,
                row -> row.cause() == Cause.AUTHENTICATOR_REFUSED);
        assertThat(refused.app()).isEqualTo(app.id());
        long had = revoked.row().credentials();
        try (Screen other = withDevice()) {
            DemoPerson person = Ward.someone("billing");
            other.goes(BOARD);
            new AtTheDoor(other).signsIn(person, BOARD);
            new AtTheDoor(other).setsUp("keyward-webauthn-register");
            other.sees(By.id("registerWebAuthn"));
            other.presses(By.id("registerWebAuthn"));
            names(other);
            other.seesText("not accepted (REVOKED)");
            other.picture("authenticators-refused");
        }
        assertThat(model().row().credentials()).isEqualTo(had);
    }

    @Test
    @Order(5)
    void the_page_says_what_is_accepted_and_takes_decisions_and_metadata() throws Exception {
        assertThat(uploads(Fido.blob(13, "2040-01-01", MODEL, attestation, "FIDO_CERTIFIED_L2"))
                        .statusCode())
                .isEqualTo(200);
        try (AtTheConsole console = AtTheConsole.signedIn()) {
            Screen page = console.screen();
            console.opens("/policy/authenticators");
            page.seesText("FIDO metadata are up to date.").seesText("Number 13");
            page.seesText("Accepted: passkey bound to hardware");
            assertThat(Axe.breaches(page, "axe-authenticators")).isEmpty();
            page.picture("authenticators");
            page.presses(AtTheConsole.cell("Key of the tests")).seesText("What the metadata prove");
            assertThat(page.reads(AtTheConsole.DRAWER))
                    .contains("a finger is the only way", "21 CFR 1311.116", "FMR 0.0002, laboratory 17", MODEL);
            assertThat(Axe.breaches(page, "axe-authenticator-drawer", "#drawer"))
                    .isEmpty();
            page.picture("authenticators-drawer");

            page.presses(By.id("model-withdrawn")).sees(By.id("model-reason"));
            page.types(By.cssSelector("#model-reason textarea"), "another look is needed");
            assertThat(Axe.breaches(page, "axe-authenticator-decision", "#model-decision"))
                    .isEmpty();
            page.picture("authenticators-decision").presses(By.id("model-do"));
            page.sees(By.id("model-receipt"));
            assertThat(model().decisions().getFirst().reason())
                    .as("no letter is lost to a shortcut")
                    .isEqualTo("another look is needed");
            page.picture("authenticators-receipt").presses(By.id("model-close"));
            assertThat(model().row().use()).isEqualTo(ModelUse.UNDECIDED);

            page.presses(By.id("model-accepted")).sees(By.id("model-hardware"));
            page.picture("authenticators-accept");
            console.opens("/policy/authenticators?show=refused");
            page.seesText("No model is refused");
            console.opens("/policy/authenticators?search=key+of+the&show=known");
            page.sees(AtTheConsole.cell("Key of the tests"));
            Path file = Files.writeString(
                    folder.resolve("blob.jwt"), Fido.blob(14, "2040-01-01", MODEL, attestation, "FIDO_CERTIFIED_L2"));
            WebElement input = (WebElement)
                    Objects.requireNonNull(page.runs("return document.querySelector('#metadata vaadin-upload')"
                            + ".shadowRoot.querySelector('input[type=file]')"));
            input.sendKeys(file.toString());
            page.seesText("Number 14");
            page.scheme("dark").picture("authenticators-dark");
            page.narrow().picture("authenticators-narrow");
            console.opens("/policy/authenticators?open=" + MODEL);
            page.seesText("What the metadata prove").picture("authenticators-narrow-drawer");
        }
    }

    private static void enrols() throws Exception {
        DemoPerson person = Ward.someone("billing");
        enrolled = person;
        screen.goes(BOARD);
        new AtTheDoor(screen).signsIn(person, BOARD);
        new AtTheDoor(screen).setsUp("keyward-webauthn-register");
        screen.sees(By.id("registerWebAuthn"));
        @SuppressWarnings("unchecked")
        List<String> fields = (List<String>)
                screen.runs("return [...document.getElementById('register').elements].map(e => e.name).filter(n => n)");
        assertThat(SENT).containsAll(fields);
        screen.presses(By.id("registerWebAuthn"));
        names(screen);
        screen.arrives(BOARD);
        SignInRow row = History.eventually(
                "person=" + person.username() + "&kind=FACTOR", r -> r.type().equals("UPDATE_CREDENTIAL"));
        assertThat(History.read("history/sign-ins/" + row.id(), SignInDetail.class)
                        .details())
                .as("the record says what the attestation proved")
                .containsEntry("keyward_attestation", "proven")
                .containsEntry("public_key_credential_aaguid", MODEL);
        kept(person);
    }

    /** What Keycloak keeps of a passkey, and what we do: names and a public key (SU-8). */
    private static void kept(DemoPerson person) throws Exception {
        List<String> stored = column(
                "SELECT c.credential_data FROM credential c JOIN user_entity u ON u.id = c.user_id"
                        + " WHERE u.username = ? AND c.type = 'webauthn-passwordless'",
                person.username());
        assertThat(stored).hasSize(1);
        JsonNode data = new JsonMapper().readTree(stored.getFirst());
        Set<String> names = new TreeSet<>();
        data.fieldNames().forEachRemaining(names::add);
        assertThat(Set.of(
                        "aaguid",
                        "credentialId",
                        "counter",
                        "attestationStatement",
                        "attestationStatementFormat",
                        "credentialPublicKey",
                        "transports"))
                .containsAll(names);
        assertThat(data.path("attestationStatement").asText("")).isIn("", "null");
        assertThat(column(
                        "SELECT outcome FROM kw_attestation a JOIN user_entity u ON u.id = a.user_id"
                                + " WHERE u.username = ?",
                        person.username()))
                .containsExactly("PROVEN");
        String sent = data.path("credentialId").asText();
        assertThat(Files.readString(Ward.house().keycloak(1).log(), StandardCharsets.ISO_8859_1))
                .as("the log holds nothing of what the device sent")
                .doesNotContain(sent);
    }

    private static void names(Screen where) {
        where.until("the passkey is named", d -> {
            try {
                d.switchTo().alert().accept();
                return true;
            } catch (NoAlertPresentException notYet) {
                return null;
            }
        });
    }

    private static Screen withDevice() {
        Screen fresh = Screen.fresh();
        fresh.driver()
                .addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                        .setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                        .setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
                        .setHasResidentKey(true)
                        .setHasUserVerification(true)
                        .setIsUserVerified(true));
        return fresh;
    }

    /** The certificate under which the browser's authenticator attests, taken from a credential it makes for us. */
    private static byte[] batchCertificate() {
        String made = (String) screen.driver().executeAsyncScript("""
                const done = arguments[0];
                navigator.credentials.create({publicKey: {
                  challenge: new Uint8Array(32), rp: {name: 'a look at the attestation'},
                  user: {id: new Uint8Array([1]), name: 'nobody', displayName: 'nobody'},
                  pubKeyCredParams: [{type: 'public-key', alg: -7}], attestation: 'direct'
                }}).then(c => done(btoa(String.fromCharCode(...new Uint8Array(c.response.attestationObject)))),
                  e => done('failed: ' + e));""");
        byte[] object = Base64.getDecoder().decode(made);
        int at = new String(object, StandardCharsets.ISO_8859_1).indexOf("cx5c") + 4;
        assertThat(Arrays.copyOfRange(object, at, at + 2)).as("one certificate").containsExactly(0x81, 0x59);
        int length = (object[at + 2] & 0xff) << 8 | object[at + 3] & 0xff;
        return Arrays.copyOfRange(object, at + 4, at + 4 + length);
    }

    private static boolean mailed(String subject) {
        return Ward.house().mail().messages().stream()
                .anyMatch(mail -> mail.subject().contains(subject)
                        && mail.text().contains("Key of the tests")
                        && mail.text().contains("REVOKED"));
    }

    private static HttpResponse<String> uploads(String blob) {
        return History.post("stepup/metadata", Map.of("blob", blob));
    }

    private static HttpResponse<String> decides(Map<String, Object> decision) {
        return History.post("stepup/models/" + MODEL + "/decisions", decision);
    }

    private static ModelDetail model() {
        return History.read("stepup/models/" + MODEL, ModelDetail.class);
    }

    /** A watched file is looked at every 20 seconds, which is more than the patience for one row. */
    private static void recorded(String words) {
        Instant end = Instant.now().plus(Screen.PATIENCE);
        while (!isRecorded(words)) {
            assertThat(Instant.now()).as(words).isBefore(end);
            LockSupport.parkNanos(500_000_000L);
        }
    }

    private static boolean isRecorded(String words) {
        return History.changes("").stream()
                .anyMatch(change -> change.target().equals("stepup/metadata")
                        && History.ask("history/changes/" + change.id()).body().contains(words));
    }

    private static List<String> column(String sql, String parameter) throws SQLException {
        try (Connection connection = Ward.house().postgres().connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, parameter);
            try (ResultSet row = select.executeQuery()) {
                List<String> found = new ArrayList<>();
                while (row.next()) {
                    found.add(row.getString(1));
                }
                return found;
            }
        }
    }
}
