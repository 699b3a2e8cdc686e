package health.keyward.stepup.rest;

import health.keyward.contract.stepup.CoveragePage;
import health.keyward.contract.stepup.FactorCoverage;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import health.keyward.stepup.core.Coverage;
import health.keyward.stepup.core.CoverageQuestion;
import health.keyward.stepup.core.CoveredPerson;
import health.keyward.stepup.core.CoveredRole;
import health.keyward.stepup.core.DataClass;
import health.keyward.stepup.core.Headcount;
import health.keyward.stepup.core.Held;
import health.keyward.stepup.core.PersonKey;
import health.keyward.stepup.store.Census;
import health.keyward.stepup.store.CoverageDays;
import health.keyward.stepup.store.FactorExceptions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/stepup/coverage}: how many hold a factor that cannot be phished, who does not, and who need not for a while (SU-11). */
@Produces(MediaType.APPLICATION_JSON)
public final class CoverageResource {
    private static final int TREND_DAYS = 90;

    private final CoverageDesk desk;
    private final Census census = new Census();

    CoverageResource(CoverageDesk desk) {
        this.desk = desk;
    }

    @GET
    public Response figures() {
        desk.call().withoutParameters().looked("GET stepup/coverage", "");
        Instant now = desk.clock().instant();
        LocalDate today = CoverageDays.day(now);
        return Wire.json(desk.database().read(tx -> {
            Coverage found = census.count(tx, desk.call().realmId(), now);
            SortedMap<LocalDate, Headcount> days =
                    new CoverageDays().since(tx, desk.call().realmId(), today.minusDays(TREND_DAYS));
            days.put(today, found.patientData());
            return new FactorCoverage(
                    now,
                    figure(found.patientData()),
                    found.roles().stream().map(CoverageResource::role).toList(),
                    days.entrySet().stream()
                            .map(day -> new FactorCoverage.Day(day.getKey(), figure(day.getValue())))
                            .toList(),
                    new FactorExceptions()
                            .lastEnds(tx, desk.call().realmId(), now)
                            .orElse(null));
        }));
    }

    /** Without {@code factor}, those who hold none that cannot be phished; without {@code role}, whoever touches patient data. */
    @GET
    @Path("people")
    @Query.Of({"role", "unit", "factor", "excepted", "cursor", "limit"})
    public Response people() {
        Query query = Query.of(desk.call(), "role", "unit", "factor", "excepted", "cursor", "limit");
        CoveredPerson.Place after = query.text("cursor")
                .map(text -> PersonKey.parse(text)
                        .orElseThrow(() -> Problems.badRequest(
                                "bad-cursor", "The cursor is none of ours; take it from next, or start without one.")))
                .orElse(null);
        int limit = query.limit();
        Set<Held> factors = factors(query);
        Boolean excepted = excepted(query);
        String unit = query.text("unit").orElse(null);
        String role = query.text("role").orElse(null);
        desk.call().looked("GET stepup/coverage/people", query.question());
        List<CoveredPerson> found = desk.database()
                .read(tx -> census.list(
                        tx,
                        desk.call().realmId(),
                        new CoverageQuestion(
                                asked(census.roles(tx, desk.call().realmId()), role), factors, unit, excepted),
                        after,
                        limit + 1,
                        desk.clock().instant()));
        List<CoveredPerson> shown = found.subList(0, Math.min(limit, found.size()));
        Map<UserId, Instant> signedIn = desk.lastSignIn()
                .of(
                        desk.call().realmId(),
                        shown.stream()
                                .map(person -> new UserId(person.userId()))
                                .collect(Collectors.toSet()));
        return Wire.json(new CoveragePage(
                shown.stream()
                        .map(person -> said(person, signedIn.get(new UserId(person.userId()))))
                        .toList(),
                found.size() > limit ? PersonKey.text(shown.getLast().place()) : null));
    }

    /** Everybody the same filters find, as a file; without {@code factor}, whoever has still to be reached. Recorded before the first line and after the last. */
    @GET
    @Path("people/export")
    @Query.Of({"role", "unit", "factor", "excepted"})
    @Produces("text/csv")
    public Response export() {
        Query query = Query.of(desk.call(), "role", "unit", "factor", "excepted");
        Set<Held> factors = factors(query);
        Boolean excepted = excepted(query);
        desk.call().looked("GET stepup/coverage/people/export", query.question());
        List<CoveredRole> roles =
                desk.database().read(tx -> census.roles(tx, desk.call().realmId()));
        return new CoverageFile(desk, census)
                .answer(
                        query.question(),
                        new CoverageQuestion(
                                asked(roles, query.text("role").orElse(null)),
                                factors,
                                query.text("unit").orElse(null),
                                excepted));
    }

    private static Set<Held> factors(Query query) {
        return query.choice("factor", Held.class).map(Set::of).orElse(Set.of(Held.SECOND_FACTOR, Held.NONE));
    }

    private static @Nullable Boolean excepted(Query query) {
        return query.choice("excepted", YesNo.class)
                .map(answer -> answer == YesNo.YES)
                .orElse(null);
    }

    @Path("exceptions")
    public ExceptionResource exceptions() {
        return new ExceptionResource(desk);
    }

    /** A role with a name nobody has is held by nobody: the answer is an empty list, not an error, as with every other filter. */
    private static Set<String> asked(List<CoveredRole> roles, @Nullable String name) {
        return roles.stream()
                .filter(role -> name == null
                        ? role.touches() == DataClass.PHI
                        : role.name().equals(name))
                .map(CoveredRole::id)
                .collect(Collectors.toSet());
    }

    private static FactorCoverage.Role role(Coverage.OfRole one) {
        return new FactorCoverage.Role(
                one.role().name(), one.role().touches().word(), one.role().said(), figure(one.people()));
    }

    private static FactorCoverage.Figure figure(Headcount count) {
        return new FactorCoverage.Figure(
                count.people(),
                count.phishingResistant(),
                count.secondFactor(),
                count.none(),
                count.excepted(),
                count.elsewhere());
    }

    private static CoveragePage.Person said(CoveredPerson person, @Nullable Instant lastSignIn) {
        return new CoveragePage.Person(
                person.userId(),
                person.username(),
                person.name(),
                person.unit(),
                person.roles(),
                health.keyward.contract.stepup.FactorHeld.valueOf(
                        person.factor().name()),
                person.elsewhere(),
                lastSignIn,
                person.exceptedUntil());
    }

    enum YesNo {
        YES,
        NO
    }
}
