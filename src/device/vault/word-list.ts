// The words a phrase is drawn from: 1,296 plain English words, no two of which begin with the same three letters, so
// that three keystrokes are a word. Chosen for this product: nothing that hurts, and nothing that is a name. Its order
// and its words never change: a phrase that was shown once is typed for years.

/** 1,296 is six to the fourth: a word is worth a little over ten bits, five of them over fifty-one. */
export const WORD_COUNT = 1296;

const LIST = `
abbey ability able about abroad absolute abundant academy accept achieve acidity acorn acquire acrobat action
adapt address adequate adjust admire adopt adrift advance aerial affair afield afloat after again agency agile
agree airport alarm album alcove alert algae align alkaline alley almond aloft alpine altar amazing amber
amenity amidst amount ample amuse analyst anchor android angle animal ankle annual answer antique anvil anybody
apart apple apricot aquarium arable arcade ardour arena argue arise army aroma arrow article ascend ashes asking
asleep aspen assembly astronaut athlete atlas atom attract auction audience augment aunt autumn avenue aviator
avocado award awning axis azalea azure baboon bacon badge bagel bail baker balloon bamboo banana barrel basket
bathtub bayberry bazaar beach become bedroom beehive befriend begin behave beige believe bench berry beside
beverage beyond bicycle bigger bike billion binary biology birthday biscuit blanket blender blink blossom
blueberry board bobsled body bogus boiler bolster bonfire book border bottle bounce bowling boxer brave bread
brick broom brunch bubble bucket buddy buffet bugle building bulb bumper bunny buoy bureau busy butter buyer
buzzing cabbage cactus caddie cafeteria cake calendar camera candle capital caravan castle caterpillar
cauliflower cavern cedar ceiling celery cement centre cereal chair cheese chimney chocolate churn cider cinnamon
circle citizen civic clarinet clever climb clock club coach cobbler cocoa code coffee coin collect comet cone
cook copper corner costume cottage country cover cowboy coyote cradle creek cricket crown crumb crystal cube
cucumber cuisine culture cupboard curtain cushion cutlery cycle cylinder cymbal daffodil daily damson dancer
darling database daughter dawdle daylight dazzle dean debut december dedicate deer define delight demo dentist
depot desk determine device diagram dictate different digital dilemma dimple dinner diploma discover ditto diver
dizzy doctor dodge dolphin domino donkey doorbell dormouse double dove dozen dragon dream drink droplet drum
duckling duet dugout duke dune durable dusty duvet dwell dynamo eager earth easel eating echo eclipse economy
edge edition educate effort eggplant eight elastic elbow elder elephant eligible ellipse embark emerald emotion
emperor emu enamel encourage endless energy enforce engine enjoy enlarge enormous enrich ensemble entry envelope
episode equator eraser erosion errand escalator estate ethics evaluate evening evident evolve exact excellent
exercise exhale exist expert extra eyebrow fable factory fading fairy falcon family fancy farmer fashion father
fauna favour feather february feet felt fence ferry festival fibre fiction fiddle field fifteen figure film
finger fireside fish fitness fixture flag fleece flight flour flute flyer foam focus foggy foil follow fondue
football forest fossil founder foxglove foyer fragrant freckle friend frog fruit fudge fuel fulfil funny
furniture fuse future fuzzy gadget gallery game gander garden gather gazelle gear general geography getaway
geyser giant gift giggle ginger giraffe given glacier glee glide globe glue gnome goal goblet golden gondola
gooseberry gopher gossip gourmet governor gown grape green grid group guardian guest guitar gull gusty gymnast
habit haddock haircut halo hammer handle happy harbour hatch haul haven hawk haystack hazel health hedgehog
height helmet herbal hexagon hiccup hidden highway hiking hill hinge hippo hire historic hobby hockey hoist
holiday homework honey hooray hopeful horse hospital hotel hound hover howl huddle human hundred hurdle husky
hutch hybrid hydrant hyena hygiene hyphen iceberg icicle icon ideal igloo iguana illusion image imitate immense
improve inch index infant inhale initial inkwell inland inner input inquire insect interview invite inward iris
iron island isolate italics item ivory jacket jaguar jam january jar javelin jazz jeans jelly jersey jester
jetty jewel jigsaw jockey jogger join joke jolly journal jovial joyful jubilee judge juggler juice july jumper
june jury justice kangaroo karate kayak keen kelp kennel kestrel kettle keyboard khaki kickoff kidney kilt
kimono kind kiosk kitchen kiwi knapsack knee knit knock knuckle koala label lace ladder lagoon lake lamp lantern
laptop large lasso later laundry lavender lawn layer leader lecture ledge leek left legend leisure lemon length
leopard lesson letter level liberty lifeboat light like lilac lime linen lion liquid listen litre lively lizard
llama loaf lobster local lodge loft logic lollipop london loop lorry lotus lounge lovely lower loyal lucky
luggage lullaby lumber lunch lupin luxury lyric machine madam magnet mahogany mailbox major maker mallet mammoth
mango maple market mascot match mauve maximum maybe maze meadow medal meet melody member mention merry message
metal microbe middle mighty mile mimic minute miracle mist mitten mixture moat mobile model moisten molecule
moment monday moon morning mosaic mother mountain movie much muddle muffin mulberry munch murmur museum mutual
mystery myth nachos nail naming napkin narrow nature nautical navy near nectar needle neighbour nephew nerve
nest network neutral newspaper nibble nickel nifty night nimble nine noble nocturnal nomad none noodle normal
nostril notebook nougat novel nowhere nozzle nugget number nursery nutmeg nylon oasis oatmeal object oblong oboe
observe obtain occasion ocean octopus office often oily okay older olive omelette omnibus onion only onward opal
open opinion opposite optimist opus oracle orbit orchard order oregano organ origin ornament ostrich other otter
outdoor oval oven owner oxen oxygen oyster ozone package paddle pagoda painter palace pamper pancake paper
parcel pasta path pavement payday peach pebble pecan pedal pelican pencil people pepper perfect petal phantom
pheasant photo phrase physics piano picnic pier pigeon pike pillow pinecone pioneer pipe pirate pistachio pitch
pivot pixel pizza planet pleasant plinth plough plum plywood pocket podcast poetry point polish pony poodle
popcorn porridge postcard potato pouch powder practice present print promise prune public puddle puffin pulley
pumpkin puppy purple push putty puzzle pyjamas pyramid python quality question quiet quote rabbit raccoon radio
raft ragtime railway rake rally ramble ranch rapid rarely raspberry rather raven razor reader rebound recipe
redwood reed referee region rehearse reindeer rejoin relax remember rename repair request rescue return reunion
review reward rhino rhubarb rhythm ribbon rich ride rift right ring ripple rise river road robin rocket rodeo
roller romance rooftop rose rotate round rowboat royal rubber rucksack rudder rugby ruler rumble runner rural
rustle saddle safari sage sailor salad sample sandwich sapling sardine satchel saucer savings sawdust saxophone
scarf scenery school science score scrap sculptor season second sedate seed segment select semester senior
september sequin serve sesame settle seven sewing shark shed shine shop shrub shuttle sibling sideways sieve
sift signal silver similar single siren sister sitting six size skate sketch skip skylark slate sleeve slice
slope slush small smile smooth snail sneeze sniff snow snug soap social soda sofa soil solar someone song soothe
sort soup sow space speak sphere spice splash sponge sprout spur square staple steam sticker stone street studio
style suburb success suds sugar suitcase summer sunset supper surprise sushi swan sweater swift sycamore
syllable symbol syrup system table tadpole tailor take talent tambourine tandem tapestry target taste taxi
teacher teddy telescope temper tennis terrace test textile thank theatre think thorn thread thumb thyme tiara
ticket tidy tiger tile time tinsel tiptoe tissue title toast today toffee together toilet token tomato tongs
toolbox topic torch total toucan towel toyshop tractor treasure triangle trophy trumpet tuba tuesday tuft
tugboat tulip tuna turtle tusk tutor tuxedo tweed twig type tyre ukulele ultra umbrella umpire unbutton uncle
underline unfold unhook unicorn unknown unlock unpack unravel unsure untidy unveil unwrap upbeat update upgrade
uphill upkeep uplift upper upright upstairs upturn upward urban useful usher usual utensil vacuum vague valley
vanilla vapour various vase vault vector vegetable vehicle velvet venture verse vessel veteran viaduct vibrant
victory video viewer vigour villa vinegar violin virtual visitor vitamin vivid vocal voice volcano vote voucher
vowel voyage vulture waddle waffle wagon waiter walnut wander warm washer watch wave waxwork wayside wealth
webbed wedge weekend weigh welcome western wetland whale wheel whistle whole wicker widen wiggle willow window
wiper wire wisdom witty wizard wobble wombat wonder wool word woven wrap wren write xylophone yacht yard yawn
year yellow yeti yield yoga yolk yonder yourself zany zebra zero zigzag zinc zodiac zone zoom
`;

export const WORDS: readonly string[] = LIST.trim().split(/\s+/);
