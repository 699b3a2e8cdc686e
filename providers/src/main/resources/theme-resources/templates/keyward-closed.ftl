<#-- Why an account is closed and what its owner can do. Shown only after the right password. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<!-- template: keyward-closed.ftl -->

    <#if section = "header">
        ${msg("keywardClosedTitle")}
    <#elseif section = "form">
        <div class="${properties.kcFormClass!}">
        <div id="keyward-closed-page" role="alert" class="${properties.kcFormClass!}">
            <p>${msg("keywardClosedWhy")}</p>
            <p id="keyward-closed-what">${msg(keywardClosed)}</p>
        </div>
        <p>${msg("keywardClosedEmergency")}</p>
        <p><a id="keyward-restart" href="${url.loginRestartFlowUrl}">${msg("keywardHelpRestart")}</a></p>
        </div>
    </#if>
</@layout.registrationLayout>
