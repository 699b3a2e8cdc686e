package health.keyward.stepup.core;

import health.keyward.kernel.Network;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.Risk;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One rule, ready to be asked. What is unknown about a situation counts as what asks for more: a rule never asks for less. */
final class Rule {
    /** What an app without a data class, or with one nobody knows, handles; {@code doctor} says the same. */
    static final String GRAVEST = "phi";

    static final Set<String> DATA_CLASSES = Set.of(GRAVEST, "limited", "internal", "none");

    private final Set<String> apps;
    private final Set<String> scopes;
    private final Set<String> roles;
    private final Set<String> dataClasses;
    private final Set<String> actions;
    private final List<Network> networks;
    private final List<Network> exceptNetworks;
    private final boolean elevatedRisk;
    private final Need need;

    /** @throws RuntimeException when the rule is one that {@link MapCheck} finds fault with */
    Rule(WrittenRule written) {
        apps = Set.copyOf(written.apps());
        scopes = Set.copyOf(written.scopes());
        roles = Set.copyOf(written.roles());
        dataClasses = Set.copyOf(written.dataClasses());
        actions = Set.copyOf(written.actions());
        networks = networks(written.networks());
        exceptNetworks = networks(written.exceptNetworks());
        elevatedRisk = written.elevatedRisk();
        Long age = written.maxAgeSeconds();
        need = new Need(
                Level.ofAcr(written.level()).orElseThrow(),
                age == null ? null : Duration.ofSeconds(age),
                written.differentFactor(),
                List.of(written.name()));
    }

    private static List<Network> networks(List<String> written) {
        return written.stream().map(text -> Network.parse(text).orElseThrow()).toList();
    }

    Need need() {
        return need;
    }

    Set<String> apps() {
        return apps;
    }

    Set<String> roles() {
        return roles;
    }

    boolean asksWhere() {
        return !networks.isEmpty() || !exceptNetworks.isEmpty();
    }

    boolean asksRisk() {
        return elevatedRisk;
    }

    /** Whether it may say something about this app, whoever signs in to it and how. */
    boolean mayConcern(@Nullable String client, @Nullable String dataClass) {
        return (apps.isEmpty() || (client != null && apps.contains(client)))
                && (dataClasses.isEmpty() || dataClasses.contains(known(dataClass)));
    }

    /**
     * @param address of the request; null when it is unknown
     * @param risk asked last, and only where everything else matches
     */
    boolean matches(Ask ask, byte @Nullable [] address, Supplier<Risk> risk) {
        return mayConcern(ask.client(), ask.dataClass())
                && meets(scopes, ask.scopes())
                && meets(roles, ask.roles())
                && (actions.isEmpty() || (ask.action() != null && actions.contains(ask.action())))
                && (address == null || meets(address))
                && (!elevatedRisk || risk.get().elevated());
    }

    private boolean meets(byte[] address) {
        return (networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(address)))
                && exceptNetworks.stream().noneMatch(network -> network.contains(address));
    }

    private static boolean meets(Set<String> wanted, Set<String> given) {
        if (wanted.isEmpty()) {
            return true;
        }
        for (String one : wanted) {
            if (given.contains(one)) {
                return true;
            }
        }
        return false;
    }

    private static String known(@Nullable String dataClass) {
        return dataClass != null && DATA_CLASSES.contains(dataClass) ? dataClass : GRAVEST;
    }

    /** Whether it speaks in every situation in which the other one does. */
    boolean speaksWherever(Rule other) {
        return wider(apps, other.apps)
                && wider(scopes, other.scopes)
                && wider(roles, other.roles)
                && wider(dataClasses, other.dataClasses)
                && wider(actions, other.actions)
                && (!elevatedRisk || other.elevatedRisk)
                && (networks.isEmpty() || (!other.networks.isEmpty() && cover(networks, other.networks)))
                && cover(other.exceptNetworks, exceptNetworks);
    }

    private static boolean wider(Set<String> mine, Set<String> others) {
        return mine.isEmpty() || (!others.isEmpty() && mine.containsAll(others));
    }

    private static boolean cover(List<Network> wide, List<Network> narrow) {
        return narrow.stream().allMatch(one -> wide.stream().anyMatch(network -> network.covers(one)));
    }
}
