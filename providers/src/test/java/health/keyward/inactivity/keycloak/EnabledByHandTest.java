package health.keyward.inactivity.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded.FieldChange;
import health.keyward.audit.Touch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows mean that somebody enabled an account (IN-10). */
class EnabledByHandTest {
    @ParameterizedTest
    @CsvSource({
        "UPDATED, User, enabled, true, true",
        "UPDATED, User, enabled, false, false",
        "UPDATED, User, email, true, false",
        "UPDATED, Client, enabled, true, false",
        "INSERTED, User, enabled, true, false"
    })
    void only_an_account_that_was_disabled_and_is_enabled(
            Touch.Kind kind, String thing, String field, String after, boolean enables) {
        Touch touch =
                new Touch(kind, thing, "id", Map.of(), List.of(new FieldChange(thing, "id", field, "before", after)));
        assertThat(EnabledByHand.enables(touch)).isEqualTo(enables);
    }
}
