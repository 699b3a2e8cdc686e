<#-- Why somebody cannot go on, and what to do. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<!-- template: keyward-help.ftl -->

    <#if section = "header">
        ${msg("keywardHelpTitle")}
    <#elseif section = "form">
        <div class="${properties.kcFormClass!}">
        <div id="keyward-help-page" role="alert" class="${properties.kcFormClass!}">
            <p>${msg("keywardHelpWhy", (client.name!client.clientId)!'')}</p>
            <p id="keyward-help-reason">${msg(keywardHelp)}</p>
            <#if keywardHardware><p>${msg("keywardHelpHardware")}</p></#if>
        </div>
        <#if keywardColleague>
            <form action="${url.loginAction}" method="post">
                <button type="submit" id="keyward-colleague" name="keywardColleague" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!}">${msg("keywardHelpColleague")}</button>
            </form>
        </#if>
        <p id="keyward-help-what">${msg("keywardHelpWhat")}</p>
        <ul class="pf-v5-c-list">
            <li>${msg("keywardHelpOtherDevice")}</li>
            <li>${msg("keywardHelpEnrol")}</li>
            <li>${msg("keywardHelpDesk")}</li>
        </ul>
        <p>
            <a id="keyward-restart" href="${url.loginRestartFlowUrl}">${msg("keywardHelpRestart")}</a>
            <#if client?? && client.baseUrl?has_content>
                <br/><a id="backToApplication" href="${client.baseUrl}">${msg("backToApplication")}</a>
            </#if>
        </p>
        </div>
    </#if>
</@layout.registrationLayout>
