package health.keyward.stepup.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No biometric sample or template is kept (SU-8): no column of ours is named for one, and what an enrolment leaves has no place for one. */
class NoBiometricsTest {
    private static final Pattern BIOMETRIC =
            Pattern.compile("biometr|template|sample|minutia|fingerprint|iris|retina|face|voice|palm|gait|scan");

    @Test
    void no_table_has_a_place_for_a_sample_or_a_template() throws Exception {
        List<String> suspicious = columns(
                        "SELECT table_name || '.' || column_name || ' ' || data_type FROM information_schema.columns"
                                + " WHERE table_name LIKE 'kw\\_%' AND table_schema = 'public'")
                .stream()
                .filter(column -> BIOMETRIC
                        .matcher(column.substring(column.indexOf('.'), column.indexOf(' ')))
                        .find())
                .toList();
        assertThat(suspicious)
                .as("whether a model is accepted as biometric: yes or no")
                .containsExactly("kw_model_decision.biometric boolean");
    }

    @Test
    void what_is_kept_of_an_enrolment_is_names_and_answers_alone() throws Exception {
        assertThat(columns("SELECT column_name || ' ' || data_type FROM information_schema.columns"
                        + " WHERE table_name = 'kw_attestation'"))
                .containsExactlyInAnyOrder(
                        "credential_id character varying",
                        "realm_id character varying",
                        "user_id character varying",
                        "model uuid",
                        "format character varying",
                        "outcome character varying",
                        "copied boolean",
                        "metadata integer",
                        "at timestamp with time zone");
    }

    @Test
    void no_table_of_the_room_holds_bytes() throws Exception {
        assertThat(columns("SELECT table_name || '.' || column_name FROM information_schema.columns"
                        + " WHERE data_type = 'bytea' AND table_schema = 'public' AND (table_name LIKE 'kw\\_m%'"
                        + " OR table_name LIKE 'kw\\_attestation%' OR table_name LIKE 'kw\\_stepup%')"))
                .isEmpty();
    }

    private static List<String> columns(String sql) throws Exception {
        try (Connection tx = RealDatabase.connect();
                PreparedStatement select = tx.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }
}
