package health.keyward.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.keyward.local.apply.Fixtures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelephoneCodesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "mobile-number-authenticator, 2nd Factor",
        "sms-2fa, One more step",
        "twilio-verify, Verify",
        "phone-validation, Validate",
        "acme-otp, SMS code",
        "acme-otp, Voice call"
    })
    void a_code_by_telephone_is_wrong_where_roles_touch_patient_data(String provider, String name)
            throws JsonProcessingException {
        JsonNode flow = json(
                "[{'level':0,'requirement':'REQUIRED','providerId':'" + provider + "','displayName':'" + name + "'}]");
        assertThat(TelephoneCodes.executions("browser", flow, List.of("nurse")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding).isInstanceOf(Finding.Wrong.class);
                    assertThat(finding.text()).contains("browser", "nurse", "SU-7");
                });
        assertThat(TelephoneCodes.executions("browser", flow, List.of()))
                .singleElement()
                .isInstanceOf(Finding.Note.class);
    }

    @Test
    void what_is_switched_off_asks_nobody_with_all_that_is_below_it() throws JsonProcessingException {
        JsonNode flow = json("[{'level':0,'requirement':'DISABLED','authenticationFlow':true,'displayName':'second'},"
                + "{'level':1,'requirement':'REQUIRED','providerId':'sms-2fa','displayName':'SMS'},"
                + "{'level':0,'requirement':'DISABLED','providerId':'sms-2fa','displayName':'SMS'},"
                + "{'level':0,'requirement':'CONDITIONAL','authenticationFlow':true,'displayName':'third'},"
                + "{'level':1,'requirement':'ALTERNATIVE','providerId':'sms-2fa','displayName':'SMS'}]");
        assertThat(TelephoneCodes.executions("browser", flow, List.of("nurse"))).hasSize(1);
    }

    @Test
    void setting_one_up_is_wrong_as_well() throws JsonProcessingException {
        JsonNode actions = json(
                "[{'alias':'update-mobile','providerId':'update-mobile','name':'Mobile','enabled':true},"
                        + "{'alias':'sms-setup','providerId':'sms-setup','name':'SMS','enabled':false},"
                        + "{'alias':'CONFIGURE_TOTP','providerId':'CONFIGURE_TOTP','name':'Configure OTP','enabled':true}]");
        assertThat(TelephoneCodes.actions(actions, List.of("nurse")))
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("update-mobile");
    }

    @Test
    void flows_of_clients_count_too() throws JsonProcessingException {
        assertThat(TelephoneCodes.bound(
                        json("{'browserFlow':'keyward-browser','registrationFlow':''}"),
                        json("[{'authenticationFlowBindingOverrides':{'browser':'1'}},{}]"),
                        json("[{'id':'1','alias':'billing'},{'id':'2','alias':'unused'}]")))
                .containsExactly("billing", "keyward-browser");
    }

    @Test
    void a_role_that_says_nothing_counts_as_one_that_touches_patient_data() throws JsonProcessingException {
        assertThat(TelephoneCodes.sensitive(json("[{'name':'nurse','attributes':{'keyward.sensitivity':['phi']}},"
                        + "{'name':'helpdesk','attributes':{'keyward.sensitivity':['internal']}},"
                        + "{'name':'locum'},{'name':'offline_access'},{'name':'default-roles-hospital'}]")))
                .containsExactly("nurse", "locum");
    }

    @Test
    void the_blueprint_has_none() throws IOException {
        JsonNode flows =
                MAPPER.readTree(Fixtures.blueprintFolder().resolve("flows.json").toFile());
        List<Finding> findings = new ArrayList<>();
        walk(flows, findings);
        assertThat(findings).isEmpty();
        assertThat(flows.findValues("authenticator")).hasSizeGreaterThan(5);
    }

    private static void walk(JsonNode executions, List<Finding> findings) {
        for (JsonNode execution : executions) {
            JsonNode plain = MAPPER.createArrayNode()
                    .add(MAPPER.createObjectNode()
                            .put("requirement", execution.path("requirement").asText())
                            .put("providerId", execution.path("authenticator").asText()));
            findings.addAll(TelephoneCodes.executions("blueprint", plain, List.of("nurse")));
            walk(execution.path("executions"), findings);
        }
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return MAPPER.readTree(text.replace('\'', '"'));
    }
}
