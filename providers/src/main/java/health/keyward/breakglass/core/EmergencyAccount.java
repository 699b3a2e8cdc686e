package health.keyward.breakglass.core;

import health.keyward.kernel.Network;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An administrator's account for when everything else is down (EA-1).
 *
 * @param id Keycloak's id of the account
 * @param name user name when the register was written
 * @param purpose what it is for, 3 to 300 characters
 * @param custodians three persons, any two of whom open it
 * @param storage where its authenticator lies, 3 to 300 characters
 * @param networks in CIDR notation; it signs in from there only (EA-5)
 */
public record EmergencyAccount(
        String id,
        String name,
        String purpose,
        List<Custodian> custodians,
        String storage,
        EmergencyFactor authenticator,
        List<String> networks) {
    public static final int CUSTODIANS = 3;

    private static final int SHORTEST = 3;
    private static final int LONGEST = 300;
    private static final int MOST_NETWORKS = 20;

    public EmergencyAccount {
        custodians = List.copyOf(custodians);
        networks = List.copyOf(networks);
    }

    public boolean keptBy(String person) {
        return custodians.stream().anyMatch(custodian -> custodian.id().equals(person));
    }

    /** @param address where a request comes from; what is no address is from nowhere */
    public boolean allowsFrom(@Nullable String address) {
        byte @Nullable [] from = Network.address(address);
        return from != null
                && networks.stream()
                        .flatMap(network -> Network.parse(network).stream())
                        .anyMatch(network -> network.contains(from));
    }

    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (!said(purpose) || !said(storage)) {
            faults.add(name + ": purpose and storage have " + SHORTEST + " to " + LONGEST
                    + " characters and no control characters.");
        }
        Set<String> persons = custodians.stream().map(Custodian::id).collect(Collectors.toCollection(HashSet::new));
        if (custodians.size() != CUSTODIANS || persons.size() != CUSTODIANS) {
            faults.add(name + ": three different persons keep it.");
        }
        if (persons.contains(id)) {
            faults.add(name + " cannot keep itself.");
        }
        if (networks.isEmpty() || networks.size() > MOST_NETWORKS) {
            faults.add(name + ": 1 to " + MOST_NETWORKS + " networks.");
        }
        networks.stream()
                .filter(network -> Network.parse(network).isEmpty() || network.endsWith("/0"))
                .forEach(network -> faults.add(name + ": " + network + " is no network, or is every one."));
        return faults;
    }

    private static boolean said(String text) {
        return text.length() >= SHORTEST
                && text.length() <= LONGEST
                && text.chars().noneMatch(Character::isISOControl);
    }
}
