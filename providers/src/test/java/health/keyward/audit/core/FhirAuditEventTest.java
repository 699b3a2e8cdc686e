package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationResult;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * AuditEvents before HAPI FHIR's validator with the base definitions of R4, without network. The profiles of IHE BALP are in no Maven artifact: what they
 * constrain beyond R4 is asserted here one by one, after BALP 1.1.4.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FhirAuditEventTest {
    private static final String BALP = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private static final JsonMapper JSON = new JsonMapper();
    private FhirValidator validator;

    @BeforeAll
    void theValidatorWithItsDefinitions() {
        FhirContext r4 = FhirContext.forR4();
        UnknownCodeSystemWarningValidationSupport strangers = new UnknownCodeSystemWarningValidationSupport(r4);
        strangers.setNonExistentCodeSystemSeverity(IValidationSupport.IssueSeverity.WARNING);
        FhirInstanceValidator instances = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(r4),
                new InMemoryTerminologyServerValidationSupport(r4),
                new CommonCodeSystemsTerminologyService(r4),
                strangers));
        instances.setErrorForUnknownProfiles(false);
        validator = r4.newValidator().registerValidatorModule(instances);
    }

    @Test
    void every_kind_of_entry_is_valid_whomever_it_names_and_whatever_is_in_it() {
        for (People people : People.values()) {
            told(people).forEach(told -> valid(FhirAuditEvent.of(told, "idp.example.org")));
        }
    }

    @Test
    void a_bundle_is_valid() {
        valid(FhirAuditEvent.bundle(
                List.of(
                        PeopleTest.teller(People.NAMES, "a").tell(Entries.of(1, Entries.token())),
                        Teller.unreadable(2, Entries.AT)),
                "idp.example.org"));
    }

    @Test
    void the_validator_would_have_said_so() {
        String event = FhirAuditEvent.of(
                PeopleTest.teller(People.NAMES, "a").tell(Entries.all().getFirst()), "idp");
        assertThat(errors(event.replace("\"requestor\":true", "\"requestor\":\"yes\"")))
                .isNotEmpty();
        assertThat(errors(event.replace("\"outcome\":\"0\"", "\"outcome\":\"fine\"")))
                .isNotEmpty();
        assertThat(errors(event.replace("\"recorded\"", "\"written\""))).isNotEmpty();
    }

    @Test
    void a_token_is_told_as_iti_71_by_codes_agents_and_id() throws Exception {
        JsonNode event = tree(Entries.of(7, Entries.token()));
        assertThat(event.at("/type/system").asText()).isEqualTo("http://dicom.nema.org/resources/ontology/DCM");
        assertThat(event.at("/type/code").asText()).isEqualTo("110114");
        assertThat(event.path("subtype")).hasSize(1);
        assertThat(event.at("/subtype/0/system").asText()).isEqualTo("urn:ihe:event-type-code");
        assertThat(event.at("/subtype/0/code").asText()).isEqualTo("ITI-71");
        assertThat(event.path("action").asText()).isEqualTo("E");
        assertThat(event.path("outcome").asText()).isEqualTo("0");
        assertThat(event.path("agent")).hasSize(3);
        JsonNode client = agent(event, "110150");
        assertThat(client.at("/who/identifier/value").asText()).isEqualTo("ward-board");
        assertThat(client.at("/network/address").asText()).isEqualTo("192.0.2.8");
        JsonNode server = agent(event, "AuthzOauthService");
        assertThat(server.at("/who/identifier/value").asText()).isEqualTo("idp.example.org");
        assertThat(server.path("network")).isNotEmpty();
        JsonNode user = agent(event, "IRCP");
        assertThat(user.path("requestor").asBoolean()).isTrue();
        assertThat(user.has("network") || user.has("media") || user.has("altId"))
                .isFalse();
        assertThat(user.at("/policy/0").asText()).isEqualTo("urn:ietf:params:oauth:jti:onrtac:7f1c");
        assertThat(user.at("/purposeOfUse/0/coding/0/code").asText()).isEqualTo("TREAT");
        assertThat(event.path("entity")).hasSize(1);
        assertThat(event.at("/entity/0/type/code").asText()).isEqualTo("2");
        assertThat(event.at("/entity/0/role/code").asText()).isEqualTo("13");
        assertThat(event.at("/entity/0/what/identifier/value").asText())
                .isEqualTo("urn:ietf:params:oauth:jti:onrtac:7f1c");
        assertThat(event.at("/entity/0/detail")).isNotEmpty();
        assertThat(event.toString()).doesNotContain("code_verifier");
        assertThat(event.at("/meta/profile")).isEmpty();
    }

    @Test
    void a_look_is_a_query_after_balp() throws Exception {
        JsonNode event = tree(Entries.of(1, Entries.look("ASKED", null)));
        assertThat(event.at("/meta/profile/0").asText()).isEqualTo(BALP + "Query");
        restful(event, "search", "E");
        JsonNode query = event.at("/entity/0");
        assertThat(query.at("/role/code").asText()).isEqualTo("24");
        assertThat(query.has("what") || query.has("lifecycle") || query.has("detail"))
                .isFalse();
        assertThat(new String(
                        java.util.Base64.getDecoder().decode(query.path("query").asText())))
                .isEqualTo("GET history/people/" + Entries.ADA + "/timeline?person=quinlan&limit=50&q");
        assertThat(agent(event, "IRCP").path("requestor").asBoolean()).isTrue();
    }

    @Test
    void a_change_through_the_admin_api_is_a_create_or_update_after_balp() throws Exception {
        JsonNode create = tree(Entries.all().get(9));
        assertThat(create.at("/meta/profile/0").asText()).isEqualTo(BALP + "Create");
        restful(create, "create", "C");
        assertThat(create.at("/entity/0/role/code").asText()).isEqualTo("4");
        assertThat(create.at("/entity/0/what/identifier/value").asText()).startsWith("users/");
        assertThat(StreamSupport.stream(create.path("entity").spliterator(), false)
                        .filter(e -> e.at("/type/code").asText().equals("2")))
                .hasSize(1);
        JsonNode update = tree(Entries.all().get(10));
        assertThat(update.at("/meta/profile/0").asText()).isEqualTo(BALP + "Update");
        restful(update, "update", "U");
    }

    @Test
    void nothing_claims_a_profile_whose_agents_it_does_not_know() throws Exception {
        Teller none = PeopleTest.teller(People.NONE, "a");
        for (Told told : Entries.all().stream().map(none::tell).toList()) {
            assertThat(JSON.readTree(FhirAuditEvent.of(told, "idp")).at("/meta/profile"))
                    .isEmpty();
        }
        for (Told told : told(People.NAMES).filter(t -> !t.success()).toList()) {
            assertThat(JSON.readTree(FhirAuditEvent.of(told, "idp")).at("/meta/profile"))
                    .isEmpty();
        }
        assertThat(tree(Entries.all().get(11)).at("/meta/profile")).isEmpty();
    }

    @Test
    void sign_in_and_sign_out_have_their_dicom_codes_and_a_failure_its_outcome() throws Exception {
        assertThat(tree(Entries.all().get(0)).at("/subtype/0/code").asText()).isEqualTo("110122");
        assertThat(tree(Entries.all().get(3)).at("/subtype/0/code").asText()).isEqualTo("110123");
        JsonNode failed = tree(Entries.all().get(1));
        assertThat(failed.path("outcome").asText()).isEqualTo("4");
        assertThat(failed.path("outcomeDesc").asText()).isEqualTo("invalid_user_credentials");
        assertThat(failed.at("/meta/tag/0/code").asText()).isEqualTo("2");
    }

    private static void restful(JsonNode event, String interaction, String action) {
        assertThat(event.at("/type/code").asText()).isEqualTo("rest");
        assertThat(event.at("/subtype/0/system").asText()).isEqualTo("http://hl7.org/fhir/restful-interaction");
        assertThat(event.at("/subtype/0/code").asText()).isEqualTo(interaction);
        assertThat(event.path("action").asText()).isEqualTo(action);
        assertThat(event.path("outcome").asText()).isEqualTo("0");
        for (String type : List.of("110153", "110152")) {
            assertThat(agent(event, type).path("who")).isNotEmpty();
            assertThat(agent(event, type).path("network")).isNotEmpty();
            assertThat(agent(event, type).has("media")).isFalse();
        }
    }

    private static JsonNode agent(JsonNode event, String type) {
        return StreamSupport.stream(event.path("agent").spliterator(), false)
                .filter(agent -> agent.at("/type/coding/0/code").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode tree(health.keyward.audit.Entry entry) throws Exception {
        return JSON.readTree(
                FhirAuditEvent.of(PeopleTest.teller(People.NAMES, "a").tell(entry), "idp.example.org"));
    }

    private void valid(String resource) {
        assertThat(errors(resource)).as(resource).isEmpty();
    }

    private List<String> errors(String resource) {
        ValidationResult result = validator.validateWithResult(resource);
        return result.getMessages().stream()
                .filter(m -> m.getSeverity() == ResultSeverityEnum.ERROR || m.getSeverity() == ResultSeverityEnum.FATAL)
                .map(m -> m.getLocationString() + ": " + m.getMessage())
                .toList();
    }

    private static Stream<Told> told(People people) {
        Teller teller = PeopleTest.teller(people, "siem");
        return Stream.of(
                        Entries.all().stream().map(teller::tell),
                        Entries.hostile().stream().map(teller::tell),
                        Stream.of(Teller.unreadable(99, Entries.AT)))
                .flatMap(s -> s);
    }
}
