<#-- Where a manager asks that somebody of theirs comes back. -->
<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<@layout.registrationLayout displayMessage=true; section>
<!-- template: keyward-managers-return.ftl -->

    <#if section = "header">
        ${msg("keywardManagersReturnTitle")}
    <#elseif section = "form">
        <form id="keyward-managers-return" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <input type="hidden" name="form" value="${keywardForm}" />
            <#if keywardAsked>
                <p id="keyward-managers-return-asked" role="status">${msg("keywardManagersReturnAsked")}</p>
            <#elseif keywardPeople?has_content>
                <p>${msg("keywardManagersReturnHelp")}</p>
                <fieldset class="${properties.kcFormGroupClass!}">
                    <legend>${msg("keywardManagersReturnWho")}</legend>
                    <#list keywardPeople as person>
                        <p>
                            <input type="radio" id="person-${person.id}" name="person" value="${person.id}" required />
                            <label for="person-${person.id}">${person.name}, ${msg("keywardManagersReturnSince", person.since)}</label>
                        </p>
                    </#list>
                </fieldset>
                <div class="${properties.kcFormGroupClass!}">
                    <label for="retrained" class="${properties.kcLabelClass!}">${msg("keywardManagersReturnTrained")}</label>
                    <input type="date" id="retrained" name="retrained" required />
                </div>
                <@field.input name="reason" label=msg("keywardManagersReturnWhy") autocomplete="off" />
                <button type="submit" id="keyward-managers-return-go" name="go" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonLargeClass!}">${msg("keywardManagersReturnGo")}</button>
            <#elseif keywardProven>
                <p id="keyward-managers-return-none" role="status">${msg("keywardManagersReturnNone")}</p>
            </#if>
            <button type="submit" id="keyward-managers-return-done" name="done" value="true" formnovalidate class="${properties.kcButtonClass!} ${properties.kcButtonDefaultClass!}">${msg("keywardManagersReturnDone")}</button>
        </form>
    </#if>
</@layout.registrationLayout>
