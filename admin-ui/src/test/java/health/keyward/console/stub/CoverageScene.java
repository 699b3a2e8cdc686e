package health.keyward.console.stub;

import health.keyward.contract.stepup.CoveragePage;
import health.keyward.contract.stepup.EndFactorException;
import health.keyward.contract.stepup.FactorCoverage;
import health.keyward.contract.stepup.FactorException;
import health.keyward.contract.stepup.FactorExceptions;
import health.keyward.contract.stepup.FactorHeld;
import health.keyward.contract.stepup.NewFactorException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Two hundred and twelve people who touch patient data, most of them with a key. */
public final class CoverageScene {
    public static final String STANDING = "44444444-4444-4444-8444-444444444444";
    public static final String UNCOVERED = "0c1d2e3f-0001-4000-8000-000000000001";

    private static final String OWNER = "0c1d2e3f-0009-4000-8000-000000000009";

    private final Clock clock;
    private final List<FactorException> exceptions = new ArrayList<>();

    CoverageScene(Clock clock) {
        this.clock = clock;
        reset();
    }

    void reset() {
        exceptions.clear();
        exceptions.add(exception(
                STANDING,
                new NewFactorException(
                        UNCOVERED,
                        null,
                        OWNER,
                        "The key has been ordered",
                        clock.instant().plus(Duration.ofDays(40)))));
        exceptions.add(new FactorException(
                "55555555-5555-4555-8555-555555555555",
                null,
                null,
                "registrar",
                OWNER,
                "pkowalski",
                "Readers were not delivered",
                StubHouse.MARTA,
                "mgarcia",
                clock.instant().minus(Duration.ofDays(100)),
                clock.instant().minus(Duration.ofDays(10)),
                null,
                null,
                null,
                FactorException.State.EXPIRED));
    }

    FactorCoverage figures(boolean none) {
        var all = new FactorCoverage.Figure(212, 178, 26, 8, 9, 2);
        var nobody = new FactorCoverage.Figure(0, 0, 0, 0, 0, 0);
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new FactorCoverage(
                clock.instant(),
                none ? nobody : all,
                none
                        ? List.of()
                        : List.of(
                                new FactorCoverage.Role(
                                        "nurse", "phi", true, new FactorCoverage.Figure(120, 110, 8, 2, 1, 0)),
                                new FactorCoverage.Role(
                                        "physician", "phi", true, new FactorCoverage.Figure(64, 60, 4, 0, 0, 0)),
                                new FactorCoverage.Role(
                                        "ward-clerk", "phi", false, new FactorCoverage.Figure(28, 8, 14, 6, 8, 2)),
                                new FactorCoverage.Role(
                                        "billing", "limited", true, new FactorCoverage.Figure(14, 3, 11, 0, 0, 0))),
                IntStream.rangeClosed(0, 30)
                        .mapToObj(i -> new FactorCoverage.Day(
                                today.minusDays(30 - i),
                                i == 30 ? all : new FactorCoverage.Figure(212, 120 + 2 * i, 84 - 2 * i, 8, 0, 2)))
                        .toList(),
                none ? null : clock.instant().plus(Duration.ofDays(40)));
    }

    CoveragePage people(Map<String, List<String>> query, boolean none) {
        var all = List.of(
                person(UNCOVERED, "akim", "Ari Kim", "Cardiology", FactorHeld.NONE, true),
                person(
                        "0c1d2e3f-0002-4000-8000-000000000002",
                        "bdiaz",
                        "Bea Díaz",
                        null,
                        FactorHeld.SECOND_FACTOR,
                        false));
        var factor = StubHouse.one(query, "factor");
        return new CoveragePage(
                none
                        ? List.of()
                        : all.stream()
                                .filter(p ->
                                        factor.isEmpty() || p.factor().name().equals(factor))
                                .toList(),
                null);
    }

    private CoveragePage.Person person(
            String id, String username, String name, String unit, FactorHeld factor, boolean elsewhere) {
        return new CoveragePage.Person(
                id,
                username,
                name,
                unit,
                List.of("nurse", "ward-clerk"),
                factor,
                elsewhere,
                clock.instant().minus(Duration.ofHours(5)),
                null);
    }

    FactorExceptions exceptions(boolean none) {
        return new FactorExceptions(none ? List.of() : exceptions, null);
    }

    FactorException add(NewFactorException wanted) {
        var made = exception("66666666-6666-4666-8666-666666666666", wanted);
        exceptions.addFirst(made);
        return made;
    }

    Optional<FactorException> end(String id, EndFactorException wanted) {
        for (int i = 0; i < exceptions.size(); i++) {
            var was = exceptions.get(i);
            if (was.id().equals(id)) {
                var ended = new FactorException(
                        was.id(),
                        was.personId(),
                        was.person(),
                        was.role(),
                        was.ownerId(),
                        was.owner(),
                        was.reason(),
                        was.allowedById(),
                        was.allowedBy(),
                        was.allowedAt(),
                        was.until(),
                        clock.instant(),
                        StubHouse.MARTA,
                        wanted.reason(),
                        FactorException.State.ENDED);
                exceptions.set(i, ended);
                return Optional.of(ended);
            }
        }
        return Optional.empty();
    }

    private FactorException exception(String id, NewFactorException wanted) {
        return new FactorException(
                id,
                wanted.person(),
                wanted.person() == null ? null : "akim",
                wanted.role(),
                wanted.owner(),
                "pkowalski",
                wanted.reason(),
                StubHouse.MARTA,
                "mgarcia",
                clock.instant(),
                wanted.until(),
                null,
                null,
                null,
                FactorException.State.STANDING);
    }
}
