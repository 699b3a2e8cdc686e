package health.keyward.breakglass.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The emergency accounts of a realm, as two system administrators agreed on them (EA-1). Empty until the first ones are registered. */
public record EmergencyRegister(List<EmergencyAccount> accounts) {
    public static final EmergencyRegister EMPTY = new EmergencyRegister(List.of());

    private static final int MOST = 10;

    public EmergencyRegister {
        accounts = List.copyOf(accounts);
    }

    public Optional<EmergencyAccount> account(String id) {
        return accounts.stream().filter(account -> account.id().equals(id)).findFirst();
    }

    /** The accounts this person keeps. */
    public List<EmergencyAccount> keptBy(String person) {
        return accounts.stream().filter(account -> account.keptBy(person)).toList();
    }

    /** What is wrong with it, in words for who wrote it; empty when it can be agreed on. Too few accounts are a finding, no fault: the first one has to come from somewhere. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (accounts.size() > MOST) {
            faults.add("A register has at most " + MOST + " accounts.");
        }
        Set<String> ids = accounts.stream().map(EmergencyAccount::id).collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (EmergencyAccount account : accounts) {
            if (!seen.add(account.id())) {
                faults.add(account.name() + " stands twice.");
            }
            faults.addAll(account.faults());
            account.custodians().stream()
                    .filter(custodian ->
                            ids.contains(custodian.id()) && !custodian.id().equals(account.id()))
                    .forEach(custodian -> faults.add(account.name() + ": " + custodian.name()
                            + " is an emergency account itself and keeps none."));
        }
        return faults;
    }
}
