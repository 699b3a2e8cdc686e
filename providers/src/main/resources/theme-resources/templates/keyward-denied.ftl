<#-- Why the policy does not let somebody in, what to do about it, and the number to look it up by. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<!-- template: keyward-denied.ftl -->

    <#if section = "header">
        ${msg("keywardDeniedTitle", (client.name!client.clientId)!'')}
    <#elseif section = "form">
        <div class="${properties.kcFormClass!}">
        <div id="keyward-denied-page" role="alert" class="${properties.kcFormClass!}">
            <#if keywardFailed>
                <p id="keyward-denied-failed">${msg("keywardDeniedFailed")}</p>
            <#elseif keywardReasons?has_content>
                <#if keywardReasons?size == 1>
                    <p id="keyward-denied-reason">${keywardReasons[0]}</p>
                <#else>
                    <ul id="keyward-denied-reason" class="pf-v5-c-list">
                        <#list keywardReasons as reason><li>${reason}</li></#list>
                    </ul>
                </#if>
            <#else>
                <p id="keyward-denied-reason">${msg("keywardDeniedNoWords")}</p>
            </#if>
            <#if keywardEmergency><p id="keyward-denied-emergency">${msg("keywardDeniedEmergency")}</p></#if>
        </div>
        <#if keywardEmergency>
            <form action="${url.loginAction}" method="post">
                <button type="submit" id="keyward-emergency" name="keywardEmergency" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!}">${msg("keywardDeniedEmergencyGo")}</button>
            </form>
        </#if>
        <p>${msg("keywardDeniedDesk")}<#if keywardDecision?has_content> ${msg("keywardDeniedNumber")}
            <br/><code id="keyward-decision">${keywardDecision}</code></#if></p>
        <p>
            <a id="keyward-restart" href="${url.loginRestartFlowUrl}">${msg("keywardHelpRestart")}</a>
            <#if client?? && client.baseUrl?has_content>
                <br/><a id="backToApplication" href="${client.baseUrl}">${msg("backToApplication")}</a>
            </#if>
        </p>
        </div>
    </#if>
</@layout.registrationLayout>
