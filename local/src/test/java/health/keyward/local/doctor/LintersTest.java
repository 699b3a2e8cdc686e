package health.keyward.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.keyward.local.apply.Fixtures;
import health.keyward.local.apply.Person;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LintersTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void the_blueprint_passes_every_linter() throws IOException {
        JsonNode realm = blueprint("realm.json");
        JsonNode clients = blueprint("clients.json");
        assertThat(PasswordRules.look(realm)).isEmpty();
        assertThat(PasswordRules.look(blueprint("master.json"))).isEmpty();
        assertThat(SessionLimits.look(realm, clients)).isEmpty();
        assertThat(SessionLimits.look(blueprint("master.json"), MAPPER.createArrayNode()))
                .isEmpty();
        assertThat(clients)
                .allSatisfy(client -> assertThat(ClientRules.look(client)).isEmpty());
        assertThat(Fixtures.blueprint().people()).extracting(Person::username).noneMatch(GenericNames::isGeneric);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "length(14) and passwordBlacklist(x)|shorter than 15",
                "length(15)|denied passwords",
                "length(15) and passwordBlacklist(x) and hashAlgorithm(pbkdf2-sha512)|not Argon2id",
                "length(15) and passwordBlacklist(x) and digits(1)|composition rule digits",
                "length(15) and passwordBlacklist(x) and specialChars(1)|composition rule specialChars",
                "length(15) and passwordBlacklist(x) and forceExpiredPasswordChange(90)|expire",
            })
    void each_way_to_weaken_passwords_is_named(String policy, String said) {
        JsonNode realm = MAPPER.createObjectNode().put("passwordPolicy", policy).put("bruteForceProtected", true);
        assertThat(PasswordRules.look(realm)).singleElement().satisfies(finding -> {
            assertThat(finding).isInstanceOf(Finding.Wrong.class);
            assertThat(finding.text()).contains(said);
        });
    }

    @Test
    void guessing_and_used_codes_are_named() throws JsonProcessingException {
        JsonNode realm = json("{'passwordPolicy':'length(15) and passwordBlacklist(x)','otpPolicyCodeReusable':true}");
        assertThat(PasswordRules.look(realm)).extracting(Finding::text).anyMatch(t -> t.contains("brute-force"));
        assertThat(PasswordRules.look(realm)).extracting(Finding::text).anyMatch(t -> t.contains("used twice"));
    }

    @ParameterizedTest
    @CsvSource({
        "ssoSessionIdleTimeout,3601",
        "ssoSessionMaxLifespan,86401",
        "offlineSessionIdleTimeout,3601",
        "offlineSessionMaxLifespan,86401",
        "accessTokenLifespan,3601"
    })
    void no_limit_of_the_realm_exceeds_the_class(String field, int seconds) {
        JsonNode realm = MAPPER.createObjectNode()
                .put("offlineSessionMaxLifespanEnabled", true)
                .put(field, seconds);
        assertThat(SessionLimits.look(realm, MAPPER.createArrayNode())).hasSize(1);
        JsonNode just = MAPPER.createObjectNode()
                .put("offlineSessionMaxLifespanEnabled", true)
                .put(field, seconds - 1);
        assertThat(SessionLimits.look(just, MAPPER.createArrayNode())).isEmpty();
    }

    @Test
    void no_client_stays_open_longer_than_the_class() throws JsonProcessingException {
        JsonNode clients = json("[{'clientId':'app','attributes':{'client.session.max.lifespan':'604800'}}]");
        assertThat(SessionLimits.look(json("{'offlineSessionMaxLifespanEnabled':true}"), clients))
                .extracting(Finding::text)
                .containsExactly("Sessions of client app last 604800 s whole; at most 86400 s are allowed (AO-2).");
    }

    @Test
    void offline_sessions_without_end_are_named() throws JsonProcessingException {
        assertThat(SessionLimits.look(json("{}"), MAPPER.createArrayNode()))
                .extracting(Finding::text)
                .containsExactly("Offline sessions have no end (AO-2).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'redirectUris':['https://a.example/*']|accepts any address",
                "'redirectUris':['http://a.example/cb']|without TLS",
                "'directAccessGrantsEnabled':true|direct access grants",
                "'implicitFlowEnabled':true|implicit flow",
                "'standardFlowEnabled':true|without PKCE",
                "'protocol':'saml'|without signatures",
            })
    void each_weak_client_is_named(String field, String said) throws JsonProcessingException {
        JsonNode client = json("{'clientId':'app','attributes':{'keyward.data_class':'phi'}," + field + "}");
        assertThat(ClientRules.look(client))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains(said);
    }

    @Test
    void http_on_localhost_is_how_a_house_on_one_machine_runs() throws JsonProcessingException {
        JsonNode client = json(
                "{'clientId':'app','attributes':{'keyward.data_class':'phi'},'redirectUris':['http://localhost:1/cb']}");
        assertThat(ClientRules.look(client)).isEmpty();
    }

    @Test
    void a_client_without_data_class_counts_as_phi() throws JsonProcessingException {
        assertThat(ClientRules.look(json("{'clientId':'app'}")))
                .extracting(Finding::text)
                .containsExactly("Client app has no keyward.data_class and counts as phi.");
    }

    @Test
    void a_saml_client_that_is_only_told_through_the_browser_is_named() throws JsonProcessingException {
        JsonNode client = json("{'clientId':'app','protocol':'saml','frontchannelLogout':true,'attributes':{"
                + "'keyward.data_class':'phi','saml.client.signature':'true','saml.assertion.signature':'true'}}");
        assertThat(ClientRules.look(client))
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("skipped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nurse1", "admin", "test", "Test2", "reception", "shared.nurse", "testuser", "ward7b"})
    void names_of_a_job_are_generic(String name) {
        assertThat(GenericNames.isGeneric(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m.castellano",
                "testa.maria",
                "ward.jane",
                "desmond.er",
                "adminah.khan",
                "s.lee2",
                "edie.lab",
                "service-account-app"
            })
    void names_of_people_are_not(String name) {
        assertThat(GenericNames.isGeneric(name)).isFalse();
    }

    @Test
    void tls_is_asked_for_everywhere_but_on_one_machine() throws JsonProcessingException {
        JsonNode realm = json("{'sslRequired':'external','browserFlow':'keyward-browser'}");
        assertThat(RealmRules.look(realm, true)).isEmpty();
        assertThat(RealmRules.look(realm, false))
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("SD-2");
        assertThat(RealmRules.look(json("{'sslRequired':'none','browserFlow':'keyward-browser'}"), true))
                .hasSize(1);
    }

    @Test
    void stock_events_and_a_foreign_flow_are_named() throws JsonProcessingException {
        List<Finding> findings =
                RealmRules.look(json("{'sslRequired':'all','browserFlow':'browser','adminEventsEnabled':true}"), false);
        assertThat(findings)
                .extracting(Finding::text)
                .anyMatch(t -> t.contains("LH-2"))
                .anyMatch(t -> t.contains("'browser'"));
    }

    @Test
    void clocks_may_be_five_seconds_apart() {
        assertThat(Clocks.look(Duration.ofSeconds(-5))).isEmpty();
        assertThat(Clocks.look(Duration.ofSeconds(-6)))
                .extracting(Finding::text)
                .containsExactly("The server's clock is 6 s behind this machine's.");
    }

    private static JsonNode blueprint(String file) throws IOException {
        return MAPPER.readTree(Fixtures.blueprintFolder().resolve(file).toFile());
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return MAPPER.readTree(text.replace('\'', '"'));
    }
}
