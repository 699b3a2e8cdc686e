package health.keyward.breakglass.rest;

import health.keyward.breakglass.core.CaseFigures.Reviewed;
import health.keyward.breakglass.core.GrantFigures;
import health.keyward.breakglass.core.GrantFigures.Share;
import health.keyward.contract.breakglass.BreakGlassMetrics;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/breakglass/metrics}: how often the glass is broken, where and by whom, for system administrators and privacy officers (BG-18). */
@Produces(MediaType.APPLICATION_JSON)
public final class MetricsResource {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(92);

    private final GrantDesk desk;

    MetricsResource(GrantDesk desk) {
        this.desk = desk;
    }

    @GET
    @Query.Of({"from", "to"})
    public Response metrics() {
        AdminCall call = desk.call();
        Query query = Query.of(call, "from", "to");
        Instant to = time(query, "to").orElse(desk.grants().now().plusMillis(1));
        Instant from = time(query, "from").orElse(to.minus(USUAL));
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Problems.badRequest("bad-from", "from is before to, and at most 92 days before it.");
        }
        AdminCall.Look look = call.looking("GET breakglass/metrics", query.question());
        GrantFigures figures = desk.grants().figures(call.realmId(), from, to);
        Reviewed reviewed = desk.cases().between(call.realmId(), from, to);
        look.await();
        return Wire.json(said(from, to, figures, reviewed));
    }

    static BreakGlassMetrics said(Instant from, Instant to, GrantFigures figures, Reviewed reviewed) {
        return new BreakGlassMetrics(
                from,
                to,
                figures.sessions(),
                figures.grants(),
                figures.extensions(),
                figures.waived(),
                figures.degraded(),
                rate(figures.grants(), figures.sessions()),
                rates(figures.byUnit()),
                rates(figures.byRole()),
                byReason(figures),
                figures.map().stream()
                        .map(cell -> new BreakGlassMetrics.Cell(cell.unit(), cell.reason(), cell.grants()))
                        .toList(),
                figures.repeatUsers().stream()
                        .map(one -> new BreakGlassMetrics.RepeatUser(
                                one.person().value(), one.username(), one.grants(), one.patients()))
                        .toList(),
                figures.patientsWithMore(),
                reviewed.minutesToReview(),
                reviewed.overdue(),
                reviewed.inappropriate(),
                reviewed.policyGap());
    }

    private static List<BreakGlassMetrics.Rate> byReason(GrantFigures figures) {
        TreeMap<String, Long> reasons = new TreeMap<>();
        figures.map().forEach(cell -> reasons.merge(cell.reason(), cell.grants(), Long::sum));
        return reasons.entrySet().stream()
                .map(reason -> rate(new Share(reason.getKey(), reason.getValue(), figures.sessions())))
                .sorted(Comparator.comparingLong(BreakGlassMetrics.Rate::grants).reversed())
                .toList();
    }

    private static List<BreakGlassMetrics.Rate> rates(List<Share> shares) {
        return shares.stream().map(MetricsResource::rate).toList();
    }

    private static BreakGlassMetrics.Rate rate(Share share) {
        return new BreakGlassMetrics.Rate(
                share.name(), share.grants(), share.sessions(), rate(share.grants(), share.sessions()));
    }

    private static @Nullable Double rate(long grants, long sessions) {
        return sessions == 0 ? null : grants * 1000.0 / sessions;
    }

    static Optional<Instant> time(Query query, String name) {
        try {
            return query.text(name).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw Problems.badRequest(
                    "bad-" + name, "The parameter " + name + " is a time as in 2026-11-29T12:00:00Z.");
        }
    }
}
