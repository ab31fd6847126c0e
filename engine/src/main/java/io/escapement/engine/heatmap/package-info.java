/**
 * What rested where, over time: the one-second bucket snapshots of an instrument or view as a matrix of seconds and
 * price columns, made smooth, cut off by intensity, summed up by price, and searched for prices at which much rests.
 * A reader of effects, outside of the core; its results are made when they are asked for, and are the same for the same
 * snapshots, on any machine.
 */
package io.escapement.engine.heatmap;
