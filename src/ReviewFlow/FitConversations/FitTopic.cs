namespace ReviewFlow.FitConversations;

/// <summary>What two people who consider leading together have to see alike, in the order of the form.</summary>
public enum FitTopic
{
    ProductStrategy,
    Culture,

    /// <summary>The relationship with the business.</summary>
    Business,

    /// <summary>What the two want to build.</summary>
    WhatWeBuild,
}
