package health.keyward.inactivity.rest;

import health.keyward.contract.inactivity.InactivityAccountDetail;
import health.keyward.contract.inactivity.InactivityAccountPage;
import health.keyward.contract.inactivity.InactivityStep;
import health.keyward.contract.inactivity.InactivitySummary;
import health.keyward.inactivity.Dormancy.Step;
import health.keyward.inactivity.core.Account;
import health.keyward.inactivity.core.Act;
import health.keyward.inactivity.core.Cause;
import health.keyward.inactivity.core.Chain;
import health.keyward.inactivity.core.Exemption;
import health.keyward.inactivity.core.Item;
import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.store.Directory;
import health.keyward.inactivity.store.Exemptions;
import health.keyward.inactivity.store.Finder;
import health.keyward.inactivity.store.PolicyBook;
import health.keyward.inactivity.store.PolicyBook.Version;
import health.keyward.inactivity.store.Runs;
import health.keyward.inactivity.store.Standings;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.RealmModel;

/** {@code keyward/v1/inactivity/accounts}: who is where in the chain, and what is to come. */
@Produces(MediaType.APPLICATION_JSON)
public final class AccountsResource {
    private static final int DAYS_AHEAD = 90;
    private static final int PAST = 50;
    private static final String WORKFLOW = "org.keycloak.models.workflow.WorkflowProvider";
    private static final List<String> AGAINST_PEOPLE = List.of("disable-user", "delete-user");

    private final InactivityDesk desk;
    private final Finder finder = new Finder();
    private final Directory directory = new Directory();
    private final Runs runs = new Runs();

    AccountsResource(InactivityDesk desk) {
        this.desk = desk;
    }

    @GET
    @Query.Of({"step", "chain", "cause", "search", "unit", "exempt", "cursor", "limit"})
    public Response list() {
        Query query = Query.of(desk.call(), "step", "chain", "cause", "search", "unit", "exempt", "cursor", "limit");
        Directory.Filter filter = new Directory.Filter(
                query.choice("step", Step.class).orElse(null),
                yes(query, "chain"),
                query.choice("cause", Cause.class).orElse(null),
                query.text("search").orElse(null),
                query.text("unit").orElse(null),
                yes(query, "exempt"));
        Directory.Place after = query.text("cursor").map(Places::parse).orElse(Directory.Place.START);
        int limit = query.limit();
        desk.call().looked("GET inactivity/accounts", query.question());
        Instant now = desk.now();
        RealmId realm = desk.call().realmId();
        return Wire.json(desk.database().read(tx -> {
            List<Directory.Person> found = directory.list(tx, realm, filter, after, now, limit + 1);
            List<Directory.Person> shown = found.subList(0, Math.min(limit, found.size()));
            Policies policies = active(tx);
            Map<UserId, Account> accounts = accounts(
                    tx, policies, shown.stream().map(Directory.Person::id).toList(), now);
            return new InactivityAccountPage(
                    shown.stream()
                            .flatMap(person -> Optional.ofNullable(accounts.get(person.id()))
                                    .map(account -> Said.account(account, person, policies, now))
                                    .stream())
                            .toList(),
                    found.size() > limit
                            ? Places.text(new Directory.Place(
                                    shown.getLast().username(),
                                    shown.getLast().id().value()))
                            : null);
        }));
    }

    private static @Nullable Boolean yes(Query query, String name) {
        return query.choice(name, YesNo.class)
                .map(answer -> answer == YesNo.YES)
                .orElse(null);
    }

    @GET
    @Path("summary")
    public Response summary() {
        desk.call().withoutParameters().looked("GET inactivity/accounts/summary", "");
        Instant now = desk.now();
        RealmId realm = desk.call().realmId();
        return Wire.json(desk.database().read(tx -> {
            Optional<Version> version = new PolicyBook().newest(tx, realm);
            Map<Step, Long> steps = new Standings().counts(tx, realm);
            long[] undelivered = {0};
            Map<LocalDate, long[]> days = new TreeMap<>();
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            for (int day = 0; day <= DAYS_AHEAD; day++) {
                days.put(today.plusDays(day), new long[4]);
            }
            if (version.isPresent()) {
                forecast(tx, version.get().policies(), now, days, undelivered);
            }
            return new InactivitySummary(
                    now,
                    version.map(Version::number).orElse(0L),
                    finder.accounts(tx, realm),
                    Stream.of(Step.WARNED, Step.WARNED_AGAIN, Step.GRACE, Step.DISABLED, Step.ARCHIVED)
                            .map(step -> new InactivitySummary.Count(
                                    InactivityStep.valueOf(step.name()), steps.getOrDefault(step, 0L)))
                            .toList(),
                    new Exemptions().standing(tx, realm, Exemption.Kind.EXEMPTION, now),
                    new Exemptions().standing(tx, realm, Exemption.Kind.LEAVE, now),
                    undelivered[0],
                    days.entrySet().stream()
                            .map(day -> new InactivitySummary.Day(
                                    day.getKey(),
                                    day.getValue()[0],
                                    day.getValue()[1],
                                    day.getValue()[2],
                                    day.getValue()[3]))
                            .toList(),
                    runs.lastEnded(tx, realm).orElse(null),
                    desk.watch().missingSince(tx, realm).isPresent(),
                    workflows(desk.call().realm()));
        }));
    }

    private void forecast(
            Connection tx, Policies policies, Instant now, Map<LocalDate, long[]> days, long[] undelivered)
            throws SQLException {
        Instant until = now.plus(Duration.ofDays(DAYS_AHEAD));
        finder.each(
                tx,
                Finder.Question.due(desk.call().realmId(), policies, until),
                account -> policies.of(account)
                        .ifPresent(policy -> Chain.next(account, policies, policy, now)
                                .ifPresent(next -> {
                                    if (next.held() != null) {
                                        undelivered[0] +=
                                                next.held() == health.keyward.inactivity.core.Held.UNDELIVERED ? 1 : 0;
                                        return;
                                    }
                                    for (Chain.Next ahead : Chain.ahead(next, policy)) {
                                        int column = column(ahead.act());
                                        Instant at = ahead.at().isBefore(now) ? now : ahead.at();
                                        long[] day = days.get(LocalDate.ofInstant(at, ZoneOffset.UTC));
                                        if (column >= 0 && day != null) {
                                            day[column]++;
                                        }
                                    }
                                })));
    }

    private static int column(Act act) {
        return switch (act) {
            case WARN -> 0;
            case DISABLE -> 1;
            case ARCHIVE -> 2;
            case DELETE -> 3;
            default -> -1;
        };
    }

    @GET
    @Path("{userId}")
    public Response one(@PathParam("userId") String text) {
        desk.call().withoutParameters();
        if (text.isBlank() || text.length() > 255 || text.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest("bad-id", "A person's id has 1 to 255 characters.");
        }
        UserId id = new UserId(text);
        desk.call().looked("GET inactivity/accounts/" + id, "");
        Instant now = desk.now();
        RealmId realm = desk.call().realmId();
        return Wire.json(desk.database().read(tx -> {
            Policies policies = active(tx);
            @Nullable Account account = accounts(tx, policies, List.of(id), now).get(id);
            if (account == null) {
                throw Problems.notFound("There is no account with this id.");
            }
            Map<UserId, Directory.Person> names = directory.of(tx, realm, List.of(id));
            List<Item> past = runs.past(tx, realm, id, PAST);
            return new InactivityAccountDetail(
                    Said.account(account, names.get(id), policies, now),
                    new Standings()
                            .kept(tx, realm, id).stream()
                                    .map(kept -> new InactivityAccountDetail.Kept(
                                            kept.kind(), kept.id(), kept.name(), kept.at()))
                                    .toList(),
                    past.stream().map(item -> Said.line(item, names)).toList());
        }));
    }

    private @Nullable Policies active(Connection tx) throws SQLException {
        return new PolicyBook()
                .newest(tx, desk.call().realmId())
                .map(Version::policies)
                .orElse(null);
    }

    private Map<UserId, Account> accounts(Connection tx, @Nullable Policies policies, List<UserId> people, Instant now)
            throws SQLException {
        Map<UserId, Account> found = new HashMap<>();
        Policies asked = policies == null ? Policies.usual(now) : policies;
        finder.each(
                tx,
                Finder.Question.of(desk.call().realmId(), asked, now, people),
                account -> found.put(account.id(), account));
        return found;
    }

    /** Keycloak's own engine on the same people. */
    private static List<String> workflows(RealmModel realm) {
        return realm.getComponentsStream(realm.getId(), WORKFLOW)
                .filter(workflow -> realm.getComponentsStream(workflow.getId())
                        .map(ComponentModel::getProviderId)
                        .anyMatch(AGAINST_PEOPLE::contains))
                .map(workflow -> Optional.ofNullable(workflow.getConfig().getFirst("name"))
                        .orElse(workflow.getId()))
                .sorted()
                .collect(Collectors.toList());
    }

    enum YesNo {
        YES,
        NO
    }
}
