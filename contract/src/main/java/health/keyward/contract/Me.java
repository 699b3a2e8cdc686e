package health.keyward.contract;

import java.time.Instant;
import java.util.List;

/** Who is calling the admin API, as the server sees it. */
public record Me(
        String userId,
        String username,
        String displayName,
        String realm,
        String realmDisplayName,
        List<String> roles,
        String acr,
        Instant authenticatedAt) {}
