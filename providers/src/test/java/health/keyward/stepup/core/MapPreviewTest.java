package health.keyward.stepup.core;

import static health.keyward.stepup.core.Written.asks;
import static health.keyward.stepup.core.Written.map;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.history.SignInCounts.Group;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.core.MapPreview.Affected;
import health.keyward.stepup.core.MapPreview.Count;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who would have been asked, and how often (SU-1). */
class MapPreviewTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 17);

    @Test
    void counts_by_rule_app_day_and_person_whom_it_would_have_asked_for_more() {
        MapPreview preview = preview(
                asks("Signers", "phr").roles("signer"), asks("Pharmacy", "mfa").apps("pharmacy"));
        preview.take(MONDAY, signIns("pharmacy", "anna", "mfa", 3));
        preview.take(MONDAY, signIns("intranet", "anna", "phr", 5));
        preview.take(MONDAY, signIns("intranet", "ben", "pwd", 7));
        preview.take(TUESDAY, signIns("pharmacy", "ben", "pwd", 2));
        preview.take(TUESDAY, signIns("pharmacy", "anna", "mfa", 1));
        MapPreview.Figures figures = preview.figures(10);
        assertThat(figures.all()).isEqualTo(new Count("", 11, 6, 2));
        assertThat(figures.rules()).containsExactly(new Count("Signers", 9, 4, 1), new Count("Pharmacy", 6, 2, 1));
        assertThat(figures.apps()).containsExactly(new Count("pharmacy", 6, 6, 2), new Count("intranet", 5, 0, 0));
        assertThat(figures.days()).containsExactly(new Count("2026-11-16", 8, 3, 1), new Count("2026-11-17", 3, 3, 2));
        assertThat(figures.people()).containsExactly(new Affected("anna", 4, TUESDAY), new Affected("ben", 2, TUESDAY));
    }

    @Test
    void an_older_proof_than_a_rule_allows_is_asked_for_again() {
        MapPreview preview = preview(
                asks("Often", "mfa").apps("pharmacy").within(60),
                asks("Seldom", "mfa").apps("pharmacy").within(3600));
        preview.take(MONDAY, new Group("pharmacy", "anna", "mfa", 0, null, 1));
        preview.take(MONDAY, new Group("pharmacy", "anna", "mfa", 1, null, 10));
        preview.take(MONDAY, new Group("pharmacy", "anna", "mfa", 2, null, 100));
        assertThat(preview.figures(1).rules())
                .containsExactly(new Count("Often", 111, 110, 1), new Count("Seldom", 111, 100, 1));
    }

    @Test
    void what_the_past_does_not_say_is_said_and_counts_as_asked_for() {
        MapPreview preview = preview(
                asks("All", "mfa"),
                asks("Sealed", "phr").scopes("sealed"),
                asks("Disposal", "phr").actions("admin:dispose"));
        preview.take(MONDAY, signIns("intranet", "anna", null, 4));
        preview.take(MONDAY, signIns("intranet", "ben", "mfa", 1));
        MapPreview.Figures figures = preview.figures(10);
        assertThat(figures.levelUnknown()).isEqualTo(4);
        assertThat(figures.all()).isEqualTo(new Count("", 5, 4, 1));
        assertThat(figures.unseen()).containsExactly("Sealed", "Disposal");
    }

    @Test
    void what_a_rule_about_risk_would_have_asked_is_counted_apart_as_the_most_it_could_be() {
        MapPreview preview = preview(
                asks("Risky", "mfa").apps("pharmacy").atRisk(),
                asks("Signers", "phr").roles("signer"));
        preview.take(MONDAY, signIns("pharmacy", "ben", "pwd", 3));
        preview.take(MONDAY, signIns("pharmacy", "anna", "mfa", 2));
        preview.take(MONDAY, signIns("intranet", "ben", "pwd", 9));
        MapPreview.Figures figures = preview.figures(10);
        assertThat(figures.atRisk()).containsExactly(new Count("Risky", 5, 3, 1));
        assertThat(figures.rules()).containsExactly(new Count("Signers", 2, 2, 1));
        assertThat(figures.all()).isEqualTo(new Count("", 2, 2, 1));
        assertThat(figures.people()).extracting(Affected::person).containsExactly("anna");
    }

    @Test
    void names_only_as_many_people_as_asked_but_counts_all() {
        MapPreview preview = preview(asks("All", "mfa"));
        for (int i = 0; i < 100; i++) {
            preview.take(MONDAY, signIns("intranet", "person-" + i, "pwd", 100 - i));
        }
        MapPreview.Figures figures = preview.figures(3);
        assertThat(figures.people()).extracting(Affected::person).containsExactly("person-0", "person-1", "person-2");
        assertThat(figures.all().people()).isEqualTo(100);
    }

    @Test
    void places_count_as_they_were_recorded() {
        MapPreview preview = preview(asks("Outside", "mfa").exceptNetworks("10.0.0.0/8"));
        preview.take(MONDAY, new Group("intranet", "anna", "pwd", 0, "10.1.2.3", 5));
        preview.take(MONDAY, new Group("intranet", "ben", "pwd", 0, "203.0.113.1", 2));
        preview.take(MONDAY, new Group("intranet", "carl", "pwd", 0, null, 1));
        assertThat(preview.figures(5).all()).isEqualTo(new Count("", 3, 3, 2));
    }

    private static Group signIns(String app, String person, @Nullable String acr, long count) {
        return new Group(app, person, acr, 0, null, count);
    }

    private static MapPreview preview(Written... rules) {
        return new MapPreview(new RealmId("hospital"), map(rules), Map.of("anna", Set.of("signer")), app -> "internal");
    }
}
