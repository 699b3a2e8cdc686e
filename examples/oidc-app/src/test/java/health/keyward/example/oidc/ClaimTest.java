package health.keyward.example.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimTest {
    @Test
    void claims_are_sorted_and_written_for_a_reader() {
        Map<String, Object> claims = Map.of(
                "roles",
                List.of("nurse", "float"),
                "auth_time",
                Instant.EPOCH,
                "address",
                Map.of("city", "Lindenfield"));
        assertThat(Claim.readable(claims))
                .containsExactly(
                        new Claim("address", "city: Lindenfield"),
                        new Claim("auth_time", "1970-01-01T00:00:00Z"),
                        new Claim("roles", "nurse, float"));
    }
}
