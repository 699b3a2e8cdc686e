package health.keyward.inactivity.keycloak;

import health.keyward.inactivity.Dormancy;
import health.keyward.inactivity.core.Account;
import health.keyward.inactivity.core.Chain;
import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.core.Policy;
import health.keyward.inactivity.store.Finder;
import health.keyward.inactivity.store.PolicyBook;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The door, answered from the tables. */
record KnownDormancy(Database database, Clock clock) implements Dormancy {
    @Override
    public Optional<Standing> of(RealmId realm, UserId person) {
        Instant now = clock.instant();
        return database.read(tx -> {
            Optional<Policies> policies = new PolicyBook().newest(tx, realm).map(PolicyBook.Version::policies);
            if (policies.isEmpty()) {
                return Optional.empty();
            }
            return new Finder()
                    .list(tx, Finder.Question.of(realm, policies.get(), now, List.of(person))).stream()
                            .findFirst()
                            .flatMap(account -> policies.get()
                                    .of(account)
                                    .map(policy -> standing(account, policies.get(), policy, now)));
        });
    }

    private static Standing standing(Account account, Policies policies, Policy policy, Instant now) {
        @Nullable
        Instant used = policy.countNonInteractive()
                ? Stream.of(Optional.ofNullable(account.interactive()), Optional.ofNullable(account.nonInteractive()))
                        .flatMap(Optional::stream)
                        .max(Instant::compareTo)
                        .orElse(null)
                : account.interactive();
        return new Standing(
                account.at().step(),
                account.at().step() == Step.ACTIVE
                        ? account.created()
                        : account.at().since(),
                used,
                Stream.concat(
                                Optional.ofNullable(account.exemptUntil()).stream(),
                                account.leaves().stream()
                                        .filter(leave -> leave.runsAt(now))
                                        .map(Account.Leave::until))
                        .filter(until -> until.isAfter(now))
                        .max(Instant::compareTo)
                        .orElse(null),
                Chain.next(account, policies, policy, now).map(Chain.Next::at).orElse(null));
    }
}
