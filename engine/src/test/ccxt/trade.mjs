// Trades on a loopback venue as ccxt does on the real one: nothing but the base address is another.
// Usage: node trade.mjs EXCHANGE BASE_URL KEY SECRET SYMBOL
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [exchangeId, base, apiKey, secret, symbol] = process.argv.slice(2);
const found = createRequire(pathToFileURL(process.cwd() + '/').href).resolve('ccxt');
const loaded = await import(pathToFileURL(found).href);
const ccxt = loaded.default ?? loaded;

function moved(urls) {
    if (typeof urls === 'string') {
        const at = urls.replace('{hostname}', 'host.invalid');
        return at.startsWith('http') ? base + new URL(at).pathname.replace(/\/$/, '') : urls;
    }
    return Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, moved(url)]));
}

const settings = { apiKey, secret, enableRateLimit: false };
const exchange = new ccxt[exchangeId](settings);
exchange.urls.api = moved(exchange.urls.api);
if (process.env.CCXT_VERBOSE) {
    exchange.verbose = true;
}

const out = { version: ccxt.version ?? loaded.version };
const say = (name, value) => { out[name] = value; };
const short = (order) => ({ id: order.id, client: order.clientOrderId, status: order.status, filled: order.filled,
    amount: order.amount, price: order.price });

try {
    const markets = await exchange.loadMarkets();
    say('market', { precision: markets[symbol].precision, limits: markets[symbol].limits.amount });
    say('time', await exchange.fetchTime());
    const ticker = await exchange.fetchTicker(symbol);
    say('ticker', { bid: ticker.bid, ask: ticker.ask });
    say('balance', (await exchange.fetchBalance()).USDT);
    const low = exchange.priceToPrecision(symbol, ticker.bid * 0.9);
    const placed = await exchange.createOrder(symbol, 'limit', 'buy', 0.5, low);
    say('placed', placed.id);
    say('open', (await exchange.fetchOpenOrders(symbol)).map(short));
    if (exchange.has.editOrder) {
        const changed = await exchange.editOrder(placed.id, symbol, 'limit', 'buy', 0.4, low);
        say('edited', changed.id);
    }
    const now = await exchange.fetchOpenOrders(symbol);
    say('beforeCancel', now.map(short));
    await exchange.cancelOrder(now[0].id, symbol);
    say('afterCancel', (await exchange.fetchOpenOrders(symbol)).map(short));
    const sold = await exchange.createOrder(symbol, 'market', 'sell', 0.01);
    say('sold', short(exchange.has.fetchOrder && exchangeId !== 'bybit' ? await exchange.fetchOrder(sold.id, symbol)
        : (await exchange.fetchClosedOrders(symbol)).find((order) => order.id === sold.id)));
    say('trades', (await exchange.fetchMyTrades(symbol)).map((trade) => ({ order: trade.order, side: trade.side,
        amount: trade.amount, price: trade.price, fee: trade.fee, role: trade.takerOrMaker })));
    await exchange.createOrder(symbol, 'limit', 'buy', 0.3, low);
    await exchange.cancelAllOrders(symbol);
    say('afterCancelAll', (await exchange.fetchOpenOrders(symbol)).map(short));
    if (symbol.includes(':')) {
        say('positions', (await exchange.fetchPositions([symbol])).map((position) => ({ side: position.side,
            contracts: position.contracts, entry: position.entryPrice })));
    }
    try {
        await exchange.createOrder(symbol, 'limit', 'buy', 1000, low);
        say('refused', 'was accepted');
    } catch (refusal) {
        say('refused', refusal.constructor.name);
        say('reason', refusal.message);
    }
    try {
        const stranger = new ccxt[exchangeId]({ ...settings, secret: 'wrong' });
        stranger.urls.api = exchange.urls.api;
        stranger.setMarketsFromExchange ? stranger.setMarketsFromExchange(exchange) : stranger.setMarkets(markets);
        await stranger.cancelAllOrders(symbol);
        say('stranger', 'was let in');
    } catch (refusal) {
        say('stranger', refusal.constructor.name);
    }
} catch (error) {
    say('error', error.constructor.name + ': ' + error.message + '\n' + error.stack);
}
console.log(JSON.stringify(out));
