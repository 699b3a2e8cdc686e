package health.keyward.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.local.demo.SyntheticEvent.What;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoHistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final List<Staff> STAFF = List.of(
            new Staff("id-1", "mei.lin", "Mei Lin", "Emergency", List.of("nurse"), true, 0),
            new Staff("id-2", "carl.jensen", "Carl Jensen", "Billing", List.of("billing"), true, 1),
            new Staff("id-3", "victor.hale", "Victor Hale", "IT", List.of("system-admin"), true, 2),
            new Staff("id-4", "linda.farrow", "Linda Farrow", "Billing", List.of("billing"), false, 3));

    private final List<SyntheticEvent> events = DemoHistory.events(STAFF, NOW, ZoneOffset.UTC);

    @Test
    void the_same_people_and_day_give_the_same_history() {
        assertThat(DemoHistory.events(STAFF, NOW, ZoneOffset.UTC)).isEqualTo(events);
    }

    @Test
    void nothing_lies_in_the_future_or_before_the_sixty_days() {
        assertThat(events)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.at()).isBetween(NOW.minus(Duration.ofDays(60)), NOW));
    }

    @Test
    void offices_are_quiet_at_the_weekend() {
        List<SyntheticEvent> office = events.stream()
                .filter(event -> event.who() != null && event.who().username().equals("carl.jensen"))
                .filter(event -> event.what() == What.SIGNED_IN || event.what() == What.SIGNED_IN_BY_PASSKEY)
                .toList();
        long weekend = office.stream()
                .filter(event ->
                        event.at().atZone(ZoneOffset.UTC).getDayOfWeek().getValue() > 5)
                .count();

        assertThat(office.size() - weekend).isGreaterThan(25);
        assertThat(weekend).isLessThan(5);
    }

    @Test
    void former_staff_never_get_in() {
        assertThat(events.stream()
                        .filter(event -> event.who() != null && !event.who().enabled())
                        .map(SyntheticEvent::what)
                        .collect(Collectors.toSet()))
                .containsExactly(What.DISABLED);
    }

    @Test
    void one_source_tries_every_name_once() {
        List<SyntheticEvent> spray = events.stream()
                .filter(event -> event.address().equals("203.0.113.77") && event.who() != null)
                .toList();

        assertThat(spray).extracting(SyntheticEvent::who).containsExactlyInAnyOrderElementsOf(STAFF);
        assertThat(Duration.between(spray.getFirst().at(), spray.getLast().at()))
                .isLessThan(Duration.ofMinutes(10));
    }

    @Test
    void a_lock_follows_five_wrong_passwords() {
        assertThat(events).filteredOn(event -> event.what() == What.LOCKED).hasSize(3);
    }

    @Test
    void changes_are_made_by_system_administrators_only() {
        assertThat(new Administration(STAFF, NOW).changes())
                .hasSize(45)
                .allSatisfy(change -> assertThat(change.actor().administers()).isTrue());
    }
}
