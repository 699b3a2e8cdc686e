package health.keyward.abac.keycloak.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.Bundle;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bundle Keyward comes with. */
class DeliveredTest {
    @Test
    void the_delivered_bundle_answers_its_own_cases_as_it_says() throws BadBundle {
        Map<String, byte[]> files = Delivered.files();
        Loaded loaded = new BundleLoader(new BundleReader(null), new EmbeddedMaker()).delivered(files);
        assertThat(loaded.results()).isNotEmpty().allMatch(result -> result.passed());
        assertThat(loaded.bundle().rules()).contains("keyward/authz/authz.rego");
        assertThat(loaded.policy().revision()).isEqualTo(loaded.bundle().revision());
        assertThat(loaded.bundle().metadata().get("reasons")).isInstanceOf(Map.class);
        assertThat(files).doesNotContainKey(Bundle.SIGNATURES);
    }
}
