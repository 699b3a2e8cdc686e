package health.keyward.example.saml;

import static health.keyward.example.saml.PlayedRealm.PHARMACY;
import static health.keyward.example.saml.PlayedRealm.assertion;
import static health.keyward.example.saml.PlayedRealm.base64;
import static health.keyward.example.saml.PlayedRealm.response;
import static org.assertj.core.api.Assertions.assertThat;

import com.onelogin.saml2.settings.Saml2Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInAnswerTest {
    private static final String CONSUMER = PHARMACY + "/saml/acs";

    private final Instant now = Instant.now();
    private PlayedRealm realm;
    private PlayedRealm impostor;
    private Saml2Settings settings;

    @BeforeAll
    void make_keys(@TempDir Path folder) throws Exception {
        realm = PlayedRealm.in(folder, "realm");
        impostor = PlayedRealm.in(folder, "impostor");
        settings = realm.trustedByTheApp();
    }

    @Test
    void a_signed_assertion_for_this_app_and_this_browser_opens_it() throws Exception {
        SignInAnswer answer = read(response(realm.sign(good()), "q-1", now));
        assertThat(answer).isInstanceOfSatisfying(SignInAnswer.Welcome.class, welcome -> {
            assertThat(welcome.person().nameId()).isEqualTo("nina");
            assertThat(welcome.person().sessionIndex()).contains("s-1");
            assertThat(welcome.person().contextClass()).isEqualTo("mfa");
            assertThat(welcome.person().attributes()).containsEntry("amr", List.of("pwd", "otp"));
        });
    }

    @Test
    void an_unsigned_response_is_refused() {
        refused(response(good(), "q-1", now), "signed");
    }

    @Test
    void a_signature_around_an_unsigned_assertion_is_not_enough() throws Exception {
        refused(realm.sign(response(good(), "q-1", now)), "Assertion of the Response is not signed");
    }

    @Test
    void a_key_the_metadata_does_not_name_is_refused() throws Exception {
        refused(response(impostor.sign(good()), "q-1", now), "ignature");
    }

    @Test
    void a_changed_name_breaks_the_signature() throws Exception {
        refused(response(realm.sign(good()).replace(">nina<", ">otto<"), "q-1", now), "ignature");
    }

    @Test
    void a_forged_assertion_beside_the_signed_one_is_refused() throws Exception {
        String forged = good().replace("a-1", "a-2").replace(">nina<", ">otto<");
        refused(response(forged + realm.sign(good()), "q-1", now), "1 Assertion");
    }

    @Test
    void an_assertion_for_another_app_is_refused() throws Exception {
        refused(response(realm.sign(assertion("a-1", "q-1", "ward-board", CONSUMER, now)), "q-1", now), "audience");
    }

    @Test
    void an_assertion_for_another_address_is_refused() throws Exception {
        String elsewhere = assertion("a-1", "q-1", "pharmacy", "http://localhost:9/saml/acs", now);
        refused(response(realm.sign(elsewhere), "q-1", now), "SubjectConfirmation");
    }

    @Test
    void an_assertion_of_yesterday_is_refused() throws Exception {
        String old = assertion("a-1", "q-1", "pharmacy", CONSUMER, now.minusSeconds(86_400));
        refused(response(realm.sign(old), "q-1", now), "expired");
    }

    @Test
    void an_answer_nobody_asked_for_is_refused() throws Exception {
        refused(response(realm.sign(assertion("a-1", "q-9", "pharmacy", CONSUMER, now)), "q-9", now), "no question");
    }

    @Test
    void an_assertion_opens_one_session_only() throws Exception {
        ReplayCache replays = new ReplayCache(Clock.systemUTC());
        String message = base64(response(realm.sign(good()), "q-1", now));
        assertThat(SignInAnswer.read(message, settings, Set.of("q-1"), List.of(), replays))
                .isInstanceOf(SignInAnswer.Welcome.class);
        assertThat(SignInAnswer.read(message, settings, Set.of("q-1"), List.of(), replays))
                .isEqualTo(new SignInAnswer.Refused("the assertion was used before"));
    }

    @Test
    void a_context_class_that_is_not_accepted_is_too_weak() throws Exception {
        String message = base64(response(realm.sign(good()), "q-1", now));
        assertThat(SignInAnswer.read(
                        message, settings, Set.of("q-1"), List.of("phrh"), new ReplayCache(Clock.systemUTC())))
                .isEqualTo(new SignInAnswer.TooWeak("mfa"));
    }

    @Test
    void garbage_is_refused() {
        for (String garbage : List.of("", "%%%", base64("<a>"), base64("<!DOCTYPE a><a/>"))) {
            assertThat(SignInAnswer.read(
                            garbage, settings, Set.of("q-1"), List.of(), new ReplayCache(Clock.systemUTC())))
                    .isInstanceOf(SignInAnswer.Refused.class);
        }
    }

    private String good() {
        return assertion("a-1", "q-1", "pharmacy", CONSUMER, now);
    }

    private SignInAnswer read(String xml) {
        return SignInAnswer.read(base64(xml), settings, Set.of("q-1"), List.of(), new ReplayCache(Clock.systemUTC()));
    }

    private void refused(String xml, String why) {
        assertThat(read(xml))
                .isInstanceOfSatisfying(
                        SignInAnswer.Refused.class,
                        refused -> assertThat(refused.why()).contains(why));
    }
}
