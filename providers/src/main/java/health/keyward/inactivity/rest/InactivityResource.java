package health.keyward.inactivity.rest;

import health.keyward.inactivity.core.LeaverDesk;
import health.keyward.inactivity.core.PeopleBack;
import jakarta.ws.rs.Path;

/** {@code keyward/v1/inactivity}, for system administrators: one sub-resource for each part of the room. */
public final class InactivityResource {
    private final InactivityDesk desk;
    private final PeopleBack people;
    private final LeaverDesk leavers;
    private final ServiceDesk services;

    public InactivityResource(InactivityDesk desk, PeopleBack people, LeaverDesk leavers, ServiceDesk services) {
        this.desk = desk;
        this.people = people;
        this.leavers = leavers;
        this.services = services;
    }

    @Path("leavers")
    public LeaversResource leavers() {
        return new LeaversResource(desk, leavers);
    }

    @Path("returns")
    public ReturnsResource returns() {
        return new ReturnsResource(desk, people);
    }

    @Path("accounts")
    public AccountsResource accounts() {
        return new AccountsResource(desk);
    }

    @Path("policies")
    public PoliciesResource policies() {
        return new PoliciesResource(desk);
    }

    @Path("runs")
    public RunsResource runs() {
        return new RunsResource(desk);
    }

    @Path("exemptions")
    public ExemptionsResource exemptions() {
        return new ExemptionsResource(desk);
    }

    @Path("breaker")
    public BreakerResource breaker() {
        return new BreakerResource(desk);
    }

    @Path("service-accounts")
    public ServiceAccountsResource serviceAccounts() {
        return new ServiceAccountsResource(services);
    }
}
