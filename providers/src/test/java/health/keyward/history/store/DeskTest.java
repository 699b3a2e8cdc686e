package health.keyward.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.history.core.ActionReceipt;
import health.keyward.history.core.KeptView;
import health.keyward.kernel.UserId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An admin's desk")
class DeskTest {
    private static final UserId ROOT = new UserId("root");
    private static final UserId OTHER = new UserId("other");
    private final Desk desk = new Desk();
    private Ward ward;

    @BeforeEach
    void opens() throws Exception {
        ward = new Ward();
    }

    @AfterEach
    void closes() throws Exception {
        ward.close();
    }

    @Test
    void keeps_a_view_under_its_name_for_its_owner_alone() throws Exception {
        assertThat(desk.keep(ward.tx, ward.realm, ROOT, view("Night", "a=1"))).isTrue();
        assertThat(desk.keep(ward.tx, ward.realm, ROOT, view("Night", "a=2"))).isTrue();
        assertThat(desk.views(ward.tx, ward.realm, ROOT)).containsExactly(view("Night", "a=2"));
        assertThat(desk.views(ward.tx, ward.realm, OTHER)).isEmpty();
        assertThat(desk.drop(ward.tx, ward.realm, OTHER, "Night")).isFalse();
        assertThat(desk.drop(ward.tx, ward.realm, ROOT, "Night")).isTrue();
    }

    @Test
    void holds_a_hundred_views_and_no_more() throws Exception {
        for (int i = 0; i < KeptView.MOST_PER_PERSON; i++) {
            assertThat(desk.keep(ward.tx, ward.realm, ROOT, view("v" + i, ""))).isTrue();
        }
        assertThat(desk.keep(ward.tx, ward.realm, ROOT, view("one more", ""))).isFalse();
        assertThat(desk.keep(ward.tx, ward.realm, ROOT, view("v7", "changed"))).isTrue();
        assertThat(desk.keep(ward.tx, ward.realm, OTHER, view("first", ""))).isTrue();
    }

    @Test
    void shows_receipts_newest_first_to_their_owner() throws Exception {
        var first = new ActionReceipt(Ward.id(), Ward.NOON, "end-session", "ada", "left", List.of("one", "two"));
        var second = new ActionReceipt(Ward.id(), Ward.NOON.plusSeconds(1), "end-session", "eve", "left", List.of());
        desk.file(ward.tx, ward.realm, ROOT, first);
        desk.file(ward.tx, ward.realm, ROOT, second);
        assertThat(desk.receipts(ward.tx, ward.realm, ROOT)).containsExactly(second, first);
        assertThat(desk.receipts(ward.tx, ward.realm, OTHER)).isEmpty();
    }

    private static KeptView view(String name, String query) {
        return new KeptView(name, "sign-ins", query, Ward.NOON);
    }
}
