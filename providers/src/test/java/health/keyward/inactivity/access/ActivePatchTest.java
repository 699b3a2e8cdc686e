package health.keyward.inactivity.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a personnel system may say of somebody (RFC 7644 3.5.2), and nothing else. */
class ActivePatchTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}",
                "{\"op\":\"Replace\",\"path\":\"Active\",\"value\":\"False\"}",
                "{\"op\":\"replace\",\"value\":{\"active\":false}}",
                "{\"op\":\"add\",\"path\":\"active\",\"value\":false}",
                "{\"op\":\"replace\",\"path\":\"active\",\"value\":true},{\"op\":\"replace\",\"path\":\"active\",\"value\":false}"
            })
    void somebody_is_no_longer_active_however_it_is_written(String operations) {
        assertThat(ActivePatch.read(patch(operations))).hasValue(new ActivePatch(false));
    }

    @Test
    void somebody_is_active() {
        assertThat(ActivePatch.read(patch("{\"op\":\"replace\",\"path\":\"active\",\"value\":true}")))
                .hasValue(new ActivePatch(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"op\":\"remove\",\"path\":\"active\"}",
                "{\"op\":\"replace\",\"path\":\"userName\",\"value\":\"root\"}",
                "{\"op\":\"replace\",\"value\":{\"active\":false,\"userName\":\"root\"}}",
                "{\"op\":\"replace\",\"path\":\"active\",\"value\":0}",
                "{\"op\":\"replace\",\"path\":\"active\",\"value\":\"no\"}",
                "{\"op\":\"replace\",\"path\":\"active\"}",
                "{\"op\":\"replace\",\"path\":\"active\",\"value\":false},{\"op\":\"replace\",\"path\":\"roles\",\"value\":[]}"
            })
    void anything_else_is_refused_as_a_whole(String operations) {
        assertThat(ActivePatch.read(patch(operations))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}",
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"]}"
            })
    void what_is_no_patch_is_none(String body) {
        assertThat(ActivePatch.read(body)).isEmpty();
    }

    private static String patch(String operations) {
        return "{\"schemas\":[\"" + ActivePatch.SCHEMA + "\"],\"Operations\":[" + operations + "]}";
    }
}
