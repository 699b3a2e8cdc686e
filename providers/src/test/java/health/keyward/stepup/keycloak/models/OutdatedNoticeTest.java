package health.keyward.stepup.keycloak.models;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.RealmId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.stepup.core.Metadata;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is told of metadata that have grown old, and of what (SU-5). */
class OutdatedNoticeTest {
    private static final RealmId HOSPITAL = new RealmId("hospital");

    @Test
    void system_administrators_are_told_once_for_each_number() {
        Notice one = MetadataWatch.outdated(HOSPITAL, metadata(41));
        assertThat(one.audience()).isEqualTo(new Audience.Holders("system-admin", null));
        assertThat(one.topic()).isEqualTo("fido-metadata-outdated");
        assertThat(one.dedupe())
                .isEqualTo(MetadataWatch.outdated(HOSPITAL, metadata(41)).dedupe());
        assertThat(one.dedupe())
                .isNotEqualTo(MetadataWatch.outdated(HOSPITAL, metadata(42)).dedupe());
        assertThat(one.facts()).containsEntry("number", "41").containsEntry("until", "2026-11-01");
    }

    @Test
    void metadata_are_outdated_from_the_day_after_their_next_update_on() {
        assertThat(metadata(41).outdated(Instant.parse("2026-11-01T23:59:59Z"))).isFalse();
        assertThat(metadata(41).outdated(Instant.parse("2026-11-02T00:00:00Z"))).isTrue();
    }

    private static Metadata metadata(int number) {
        return new Metadata(number, LocalDate.of(2026, 11, 1), Map.of(), 0, 0);
    }
}
